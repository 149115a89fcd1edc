using System.Buffers.Binary;
using Microsoft.Extensions.Caching.Distributed;

namespace Larder.Tiers;

/// <summary>Which edition of a cache is the present one: a number in every key, so that a new edition leaves all entries behind.</summary>
/// <remarks>
/// <para>
/// The number lies in the distributed cache itself and is looked up again after a while, which is how other processes notice
/// that one of them cleared. It is drawn, not counted: should it get lost, the next one is new for certain, and what was
/// written under the old one stays out of reach.
/// </para>
/// <para>
/// Invariants. <c>_known</c> is replaced as a whole; of two look-ups that run together the later write wins, and both are
/// as fresh as the delay demands. A clearing that runs beside a look-up is told apart by <c>_clearings</c>: a look-up that
/// began before it does not put back what it found.
/// </para>
/// </remarks>
internal sealed class CacheEdition(IDistributedCache cache, string key, TimeSpan delay, TimeProvider time)
{
    private const int Length = sizeof(ulong);

    private Known? _known;
    private int _clearings;

    /// <summary>The number as text.</summary>
    internal ValueTask<string> GetAsync(CancellationToken cancellationToken)
    {
        var known = Volatile.Read(ref _known); // partner: the write in Keep
        return known is not null && time.GetElapsedTime(known.LookedUp) < delay
            ? new ValueTask<string>(known.Text)
            : LookUpAsync(cancellationToken);
    }

    /// <summary>Begins a new edition.</summary>
    internal async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var drawn = await DrawAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _clearings); // partner: the reads in LookUpAsync
        Keep(drawn, began);
    }

    private async ValueTask<string> LookUpAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var clearings = Volatile.Read(ref _clearings); // partner: the increment in BeginAsync
        var bytes = await cache.GetAsync(key, cancellationToken).ConfigureAwait(false);
        var found = bytes is { Length: Length }
            ? Text(BinaryPrimitives.ReadUInt64LittleEndian(bytes))
            : await DrawAsync(cancellationToken).ConfigureAwait(false);
        if (clearings != Volatile.Read(ref _clearings)) // partner: the increment in BeginAsync
        {
            return Volatile.Read(ref _known)!.Text; // partner: the write in Keep
        }

        Keep(found, began);
        return found;
    }

    private async ValueTask<string> DrawAsync(CancellationToken cancellationToken)
    {
        var drawn = BinaryPrimitives.ReadUInt64LittleEndian(Guid.NewGuid().ToByteArray().AsSpan(Length));
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, drawn);
        await cache.SetAsync(key, bytes, new DistributedCacheEntryOptions(), cancellationToken).ConfigureAwait(false);
        return Text(drawn);
    }

    private void Keep(string text, long lookedUp) => Volatile.Write(ref _known, new Known(text, lookedUp)); // partner: the reads above

    private static string Text(ulong number) => number.ToString("x16");

    private sealed record Known(string Text, long LookedUp);
}
