using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Extensions.Caching.Distributed;

namespace Larder.Tiers;

/// <summary>One cache inside an <see cref="IDistributedCache"/>.</summary>
/// <remarks>
/// <para>
/// A key becomes <c>larder:{length of the cache's name}:{name}:{edition}:{key}</c>; the length keeps caches apart whatever
/// their names, and what the tier keeps for itself has <c>!</c> where entries have <c>:</c>. Before the bytes of an entry
/// stand a byte that names the format and the time at which it ends, because such a cache does not tell the time that is
/// left. That time is compared with the clocks of other machines: where those differ, lives differ by as much.
/// </para>
/// <para>Invariants: immutable but for <see cref="CacheEdition"/>, which sees to itself.</para>
/// </remarks>
internal sealed class DistributedCacheTier : ICacheTier
{
    private const byte Format = 1;
    private const int HeaderLength = 1 + sizeof(long);

    /// <summary>Longer lives are endless ones: some caches cannot add them to their calendar.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(100 * 365);

    private readonly IDistributedCache _cache;
    private readonly DistributedCacheTierOptions _options;
    private readonly CacheEdition _edition;
    private readonly string _prefix;

    internal DistributedCacheTier(IDistributedCache cache, string cacheName, DistributedCacheTierOptions options)
    {
        _cache = cache;
        _options = options;
        _prefix = $"larder:{cacheName.Length}:{cacheName}";
        _edition = new CacheEdition(cache, $"{_prefix}!edition", options.ClearDelay, options.Time);
    }

    public string Name => _options.Name;

    public TierCapabilities Capabilities => _options.Nature;

    public async ValueTask<TierEntry> GetAsync(
        string key, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
    {
        using var buffer = new TierBuffer(int.MaxValue);
        var kept = await ReadAsync(key, buffer, cancellationToken).ConfigureAwait(false);
        return Copy(kept, destination);
    }

    public async ValueTask GetManyAsync(
        IReadOnlyList<string> keys, IBufferWriter<byte> destination, Memory<TierEntry> found, CancellationToken cancellationToken = default)
    {
        var buffers = new TierBuffer[keys.Count];
        var kept = new ReadOnlyMemory<byte>[keys.Count];
        await ForEachAsync(
            keys.Count,
            async (i, cancel) => kept[i] = await ReadAsync(keys[i], buffers[i] = new TierBuffer(int.MaxValue), cancel).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < kept.Length; i++)
        {
            found.Span[i] = Copy(kept[i], destination);
            buffers[i].Dispose();
        }
    }

    public async ValueTask<long> SetAsync(
        string key, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        Throw.IfNoLife(timeToLive);
        cancellationToken.ThrowIfCancellationRequested();
        var life = timeToLive < LongestLife ? timeToLive : null;
        var options = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = life };
        var address = await AddressAsync(key, cancellationToken).ConfigureAwait(false);

        // Made anew for each write and never pooled: some caches keep the very array they are given.
        var bytes = new byte[HeaderLength + value.Length];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), life is null ? 0 : (_options.Time.GetUtcNow() + life.Value).UtcTicks);
        value.CopyTo(bytes.AsSpan(HeaderLength));
        await _cache.SetAsync(address, bytes, options, cancellationToken).ConfigureAwait(false);
        return 0;
    }

    public async ValueTask SetManyAsync(IReadOnlyList<TierWrite> writes, CancellationToken cancellationToken = default)
    {
        foreach (var write in writes)
        {
            Throw.IfNoLife(write.TimeToLive);
        }

        // Only writes of different keys may overtake each other.
        var last = new Dictionary<string, TierWrite>(writes.Count, StringComparer.Ordinal);
        foreach (var write in writes)
        {
            last[write.Key] = write;
        }

        var left = last.Values.ToArray();
        await ForEachAsync(
            left.Length,
            async (i, cancel) => await SetAsync(left[i].Key, left[i].Value, left[i].TimeToLive, cancel).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>Two calls of the cache, which does not tell what it removed: of two that remove together, both may be told yes.</remarks>
    public async ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        using var buffer = new TierBuffer(int.MaxValue);
        var kept = await ReadAsync(key, buffer, cancellationToken).ConfigureAwait(false);
        var wasThere = TryRead(kept, out _);
        await _cache.RemoveAsync(await AddressAsync(key, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return wasThere;
    }

    public async ValueTask<long> RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        var removed = 0L;
        var different = keys.Distinct(StringComparer.Ordinal).ToArray();
        await ForEachAsync(
            different.Length,
            async (i, cancel) =>
            {
                if (await RemoveAsync(different[i], cancel).ConfigureAwait(false))
                {
                    Interlocked.Increment(ref removed); // partner: the read below, when all have ended
                }
            },
            cancellationToken).ConfigureAwait(false);
        return removed;
    }

    public ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _edition.BeginAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _edition.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<string> AddressAsync(string key, CancellationToken cancellationToken) =>
        $"{_prefix}:{await _edition.GetAsync(cancellationToken).ConfigureAwait(false)}:{key}";

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(string key, TierBuffer buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var address = await AddressAsync(key, cancellationToken).ConfigureAwait(false);
        if (_cache is not IBufferDistributedCache direct)
        {
            return await _cache.GetAsync(address, cancellationToken).ConfigureAwait(false);
        }

        return await direct.TryGetAsync(address, buffer, cancellationToken).ConfigureAwait(false) ? buffer.Written : default;
    }

    private TierEntry Copy(ReadOnlyMemory<byte> kept, IBufferWriter<byte> destination)
    {
        if (!TryRead(kept, out var expiresIn))
        {
            return default;
        }

        destination.Write(kept.Span[HeaderLength..]);
        return new TierEntry(true, kept.Length - HeaderLength, expiresIn, 0);
    }

    private bool TryRead(ReadOnlyMemory<byte> kept, out TimeSpan? expiresIn)
    {
        expiresIn = null;
        if (kept.Length < HeaderLength || kept.Span[0] != Format)
        {
            return false;
        }

        var deadline = BinaryPrimitives.ReadInt64LittleEndian(kept.Span[1..]);
        if (deadline == 0)
        {
            return true;
        }

        expiresIn = TimeSpan.FromTicks(deadline - _options.Time.GetUtcNow().UtcTicks);
        return expiresIn > TimeSpan.Zero;
    }

    private Task ForEachAsync(int count, Func<int, CancellationToken, ValueTask> call, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism, CancellationToken = cancellationToken };
        return Parallel.ForAsync(0, count, options, (i, cancel) => call(i, cancel));
    }
}
