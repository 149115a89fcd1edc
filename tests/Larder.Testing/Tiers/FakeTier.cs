using System.Buffers;
using Larder.Tiers;

namespace Larder.Testing.Tiers;

/// <summary>A tier in memory that can do everything a tier may, and never fails. Nodes of a test share one.</summary>
/// <remarks>Invariants: everything is guarded by <c>_gate</c>; versions of entries and tags only grow. Disposing it changes nothing.</remarks>
public sealed class FakeTier(TimeProvider time, string name = "fake") : ICacheTier, ITagVersions
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Kept> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _tags = new(StringComparer.Ordinal);
    private long _version;
    private long _lastTag;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public TierCapabilities Capabilities =>
        TierCapabilities.Shared | TierCapabilities.CompareAndSet | TierCapabilities.Scan | TierCapabilities.Tags;

    /// <inheritdoc/>
    public ITagVersions Tags => this;

    /// <summary>The keys that are there now.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Where(pair => IsAlive(pair.Value)).Select(pair => pair.Key)];
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<TierEntry> GetAsync(string key, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<TierEntry>(ReadUnderLock(key, destination));
        }
    }

    /// <inheritdoc/>
    public ValueTask GetManyAsync(
        IReadOnlyList<string> keys, IBufferWriter<byte> destination, Memory<TierEntry> found, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                found.Span[i] = ReadUnderLock(keys[i], destination);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<long> SetAsync(
        string key, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<long>(WriteUnderLock(key, value, timeToLive));
        }
    }

    /// <inheritdoc/>
    public ValueTask SetManyAsync(IReadOnlyList<TierWrite> writes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            foreach (var (key, value, timeToLive) in writes)
            {
                WriteUnderLock(key, value, timeToLive);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<long> TrySetAsync(
        string key, long expectedVersion, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var version = _entries.TryGetValue(key, out var kept) && IsAlive(kept) ? kept.Version : 0;
            return new ValueTask<long>(version == expectedVersion ? WriteUnderLock(key, value, timeToLive) : 0);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<bool>(_entries.Remove(key, out var kept) && IsAlive(kept));
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<long>(keys.LongCount(key => _entries.Remove(key, out var kept) && IsAlive(kept)));
        }
    }

    /// <inheritdoc/>
    public ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _entries.Clear();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<TierPage> ScanAsync(string prefix, string? cursor, int limit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        lock (_gate)
        {
            var keys = _entries
                .Where(pair => IsAlive(pair.Value) && pair.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(pair => pair.Key)
                .Where(key => cursor is null || string.CompareOrdinal(key, cursor) > 0)
                .Take(limit)
                .ToList();
            return new ValueTask<TierPage>(new TierPage(keys, keys.Count == limit ? keys[^1] : null));
        }
    }

    /// <inheritdoc/>
    public ValueTask ReadAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            for (var i = 0; i < tags.Count; i++)
            {
                versions.Span[i] = _tags.GetValueOrDefault(tags[i]);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask MaterializeAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            for (var i = 0; i < tags.Count; i++)
            {
                versions.Span[i] = _tags.TryGetValue(tags[i], out var known) ? known : RaiseUnderLock(tags[i]);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<long> RaiseAsync(string tag, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<long>(RaiseUnderLock(tag));
        }
    }

    /// <summary>Loses a tag, as a server does that runs out of memory.</summary>
    public void Forget(string tag)
    {
        lock (_gate)
        {
            _tags.Remove(tag);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TierEntry ReadUnderLock(string key, IBufferWriter<byte> destination)
    {
        if (!_entries.TryGetValue(key, out var kept) || !IsAlive(kept))
        {
            return default;
        }

        destination.Write(kept.Bytes);
        return new TierEntry(true, kept.Bytes.Length, kept.Deadline - time.GetUtcNow(), kept.Version);
    }

    private long WriteUnderLock(string key, ReadOnlySequence<byte> value, TimeSpan? timeToLive)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (timeToLive <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(timeToLive), timeToLive, "An entry lives longer than zero.");
        }

        // More than the calendar has is as good as for ever.
        var now = time.GetUtcNow();
        var deadline = timeToLive < DateTimeOffset.MaxValue - now ? now + timeToLive : null;
        _entries[key] = new Kept(value.ToArray(), deadline, ++_version);
        return _version;
    }

    private long RaiseUnderLock(string tag)
    {
        var micros = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _lastTag = Math.Max(_lastTag + 1, micros);
        return _tags[tag] = _lastTag;
    }

    private bool IsAlive(Kept kept) => kept.Deadline is null || kept.Deadline > time.GetUtcNow();

    private sealed record Kept(byte[] Bytes, DateTimeOffset? Deadline, long Version);
}
