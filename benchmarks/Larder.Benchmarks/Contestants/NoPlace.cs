using Microsoft.Extensions.Caching.Distributed;

namespace Larder.Benchmarks.Contestants;

/// <summary>A distributed cache that keeps nothing and answers at once: what is measured is the way past it.</summary>
internal sealed class NoPlace : IDistributedCache
{
    public byte[]? Get(string key) => null;

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult<byte[]?>(null);

    public void Refresh(string key)
    {
        // Nothing is kept.
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Remove(string key)
    {
        // Nothing is kept.
    }

    public Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        // Nothing is kept.
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        Task.CompletedTask;
}
