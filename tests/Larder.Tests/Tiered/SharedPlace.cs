using System.Buffers;
using Larder.Tiers;

namespace Larder.Tests.Tiered;

/// <summary>A place in this process that several caches share as their tier, as if it were a server.</summary>
/// <remarks>Invariants: everything is guarded by <c>_gate</c>; versions only grow.</remarks>
internal sealed class SharedPlace(TimeProvider time, TierCapabilities capabilities = SharedPlace.Everything) : ICacheTierFactory
{
    internal const TierCapabilities Everything =
        TierCapabilities.Shared | TierCapabilities.CompareAndSet | TierCapabilities.Scan | TierCapabilities.Tags;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (byte[] Bytes, DateTimeOffset? Until, long Version)> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _tags = new(StringComparer.Ordinal);
    private long _version = 1_000_000;

    public IReadOnlyList<CacheStrategy> Strategies => [CacheStrategy.Hybrid, CacheStrategy.Redis];

    /// <summary>Whether every call fails.</summary>
    internal bool IsGone { get; set; }

    /// <summary>Waits before an operation is carried out, when there is one.</summary>
    internal Func<string, Task>? Before { get; set; }

    /// <summary>Waits after an operation was carried out and before it is answered, when there is one.</summary>
    internal Func<string, Task>? After { get; set; }

    internal int Calls { get; private set; }

    internal int RoundTrips(string operation) => _operations.GetValueOrDefault(operation);

    private readonly Dictionary<string, int> _operations = new(StringComparer.Ordinal);

    public ICacheTier Create(string cacheName) => new Tier(this);

    /// <summary>The bytes under a key, whoever wrote them.</summary>
    internal byte[]? this[string key]
    {
        get
        {
            lock (_gate) return Find(key)?.Bytes;
        }

        set
        {
            lock (_gate) _entries[key] = (value!, null, ++_version);
        }
    }

    internal void Touch(string key)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out var entry)) _entries[key] = entry with { Version = ++_version };
        }
    }

    internal TimeSpan? TimeLeft(string key)
    {
        lock (_gate) return Find(key)?.Until - time.GetUtcNow();
    }

    private (byte[] Bytes, DateTimeOffset? Until, long Version)? Find(string key) =>
        _entries.TryGetValue(key, out var entry) && !(entry.Until <= time.GetUtcNow()) ? entry : null;

    private async ValueTask<T> Do<T>(string operation, Func<T> work)
    {
        lock (_gate)
        {
            Calls++;
            _operations[operation] = _operations.GetValueOrDefault(operation) + 1;
        }

        if (Before is { } before) await before(operation);
        if (IsGone) throw new IOException("The tier is gone.");
        T done;
        lock (_gate) done = work();
        if (After is { } after) await after(operation);
        return done;
    }

    private long Put(string key, ReadOnlySequence<byte> value, TimeSpan? life)
    {
        _entries[key] = (value.ToArray(), life is null ? null : time.GetUtcNow() + life, ++_version);
        return capabilities.HasFlag(TierCapabilities.CompareAndSet) ? _version : 0;
    }

    private TierEntry Read(string key, IBufferWriter<byte> destination)
    {
        if (Find(key) is not { } entry) return default;
        destination.Write(entry.Bytes);
        return new TierEntry(
            true,
            entry.Bytes.Length,
            entry.Until - time.GetUtcNow(),
            capabilities.HasFlag(TierCapabilities.CompareAndSet) ? entry.Version : 0);
    }

    private long Raise(string tag) =>
        _tags[tag] = _version = Math.Max(_version + 1, time.GetUtcNow().ToUnixTimeMilliseconds() * 1_000);

    private sealed class Tier(SharedPlace place) : ICacheTier, ITagVersions
    {
        public string Name => "shared place";

        public TierCapabilities Capabilities => place.Capabilities;

        public ITagVersions? Tags => Capabilities.HasFlag(TierCapabilities.Tags) ? this : null;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public ValueTask<TierEntry> GetAsync(string key, IBufferWriter<byte> destination, CancellationToken cancellationToken = default) =>
            place.Do("get", () => place.Read(key, destination));

        public async ValueTask GetManyAsync(
            IReadOnlyList<string> keys, IBufferWriter<byte> destination, Memory<TierEntry> found, CancellationToken cancellationToken = default)
        {
            var entries = await place.Do("get many", () => keys.Select(key => place.Read(key, destination)).ToArray());
            entries.CopyTo(found);
        }

        public ValueTask<long> SetAsync(
            string key, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default) =>
            place.Do("set", () => place.Put(key, value, timeToLive));

        public async ValueTask SetManyAsync(IReadOnlyList<TierWrite> writes, CancellationToken cancellationToken = default) =>
            await place.Do("set many", () => writes.Select(write => place.Put(write.Key, write.Value, write.TimeToLive)).ToArray());

        public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default) =>
            place.Do("remove", () => place.Find(key) is not null & place._entries.Remove(key));

        public ValueTask<long> RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default) =>
            place.Do("remove many", () => keys.LongCount(key => place.Find(key) is not null & place._entries.Remove(key)));

        public async ValueTask ClearAsync(CancellationToken cancellationToken = default) =>
            await place.Do("clear", () =>
            {
                place._entries.Clear();
                return true;
            });

        public ValueTask<long> TrySetAsync(
            string key, long expectedVersion, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default) =>
            place.Do("try set", () => (place.Find(key)?.Version ?? 0) == expectedVersion ? place.Put(key, value, timeToLive) : 0);

        public ValueTask<TierPage> ScanAsync(string prefix, string? cursor, int limit, CancellationToken cancellationToken = default) =>
            place.Do("scan", () => new TierPage([.. place._entries.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))], null));

        public async ValueTask ReadAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default) =>
            (await place.Do("read tags", () => tags.Select(tag => place._tags.GetValueOrDefault(tag)).ToArray())).CopyTo(versions);

        public async ValueTask MaterializeAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default) =>
            (await place.Do("stamp", () => tags.Select(tag => place._tags.TryGetValue(tag, out var known) ? known : place.Raise(tag)).ToArray())).CopyTo(versions);

        public ValueTask<long> RaiseAsync(string tag, CancellationToken cancellationToken = default) =>
            place.Do("raise", () => place.Raise(tag));
    }

    internal TierCapabilities Capabilities => capabilities;
}
