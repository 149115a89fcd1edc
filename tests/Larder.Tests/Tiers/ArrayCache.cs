using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace Larder.Tests.Tiers;

/// <summary>The least that a distributed cache can be: arrays in a dictionary, kept as they come, for ever.</summary>
internal sealed class ArrayCache : IDistributedCache
{
    internal ConcurrentDictionary<string, byte[]> Entries { get; } = new(StringComparer.Ordinal);

    public byte[]? Get(string key) => Entries.GetValueOrDefault(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

    public void Refresh(string key)
    {
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Remove(string key) => Entries.TryRemove(key, out _);

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Remove(key);
        return Task.CompletedTask;
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => Entries[key] = value;

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Set(key, value, options);
        return Task.CompletedTask;
    }
}
