using System.Buffers;
using Larder.Tiers;

namespace Larder.AspNetCore.Tests.KeyValue.OnDisk;

/// <summary>A tier that lets a test stand between it and the cache: before a write, and after a read.</summary>
internal sealed class HookedTier(ICacheTier inner) : ICacheTier
{
    private int _writes;

    public string Name => inner.Name;

    public TierCapabilities Capabilities => inner.Capabilities;

    public ITagVersions? Tags => inner.Tags;

    /// <summary>Awaited, with the key, when a read has its bytes and has not answered yet.</summary>
    internal Func<string, Task> AfterRead { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Awaited before a write or a removal; what it throws is what the tier throws.</summary>
    internal Func<Task> BeforeWrite { get; set; } = static () => Task.CompletedTask;

    internal int Writes => Volatile.Read(ref _writes); // partner: the increment in WriteAsync

    public async ValueTask<TierEntry> GetAsync(string key, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
    {
        var entry = await inner.GetAsync(key, destination, cancellationToken);
        await AfterRead(key);
        return entry;
    }

    public ValueTask GetManyAsync(
        IReadOnlyList<string> keys, IBufferWriter<byte> destination, Memory<TierEntry> found, CancellationToken cancellationToken = default) =>
        inner.GetManyAsync(keys, destination, found, cancellationToken);

    public ValueTask<long> SetAsync(
        string key, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default) =>
        WriteAsync(() => inner.SetAsync(key, value, timeToLive, cancellationToken));

    public ValueTask SetManyAsync(IReadOnlyList<TierWrite> writes, CancellationToken cancellationToken = default) =>
        inner.SetManyAsync(writes, cancellationToken);

    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        WriteAsync(() => inner.RemoveAsync(key, cancellationToken));

    public ValueTask<long> RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default) =>
        WriteAsync(() => inner.RemoveManyAsync(keys, cancellationToken));

    public ValueTask ClearAsync(CancellationToken cancellationToken = default) => inner.ClearAsync(cancellationToken);

    public ValueTask<long> TrySetAsync(
        string key, long expectedVersion, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default) =>
        WriteAsync(() => inner.TrySetAsync(key, expectedVersion, value, timeToLive, cancellationToken));

    public ValueTask<TierPage> ScanAsync(string prefix, string? cursor, int limit, CancellationToken cancellationToken = default) =>
        inner.ScanAsync(prefix, cursor, limit, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask<T> WriteAsync<T>(Func<ValueTask<T>> write)
    {
        Interlocked.Increment(ref _writes); // partner: the read in Writes
        await BeforeWrite();
        return await write();
    }
}
