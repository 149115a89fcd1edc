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
/// Invariants. Whoever looks up or draws has the one place of <c>_turn</c>, so a look-up never puts back what a clearing
/// has replaced. <c>_known</c> is replaced as a whole and read without. Processes that begin at the same moment, over a cache
/// that has no number yet, may draw two: what they write under the one that is overwritten is lost.
/// </para>
/// </remarks>
internal sealed class CacheEdition(IDistributedCache cache, string key, TimeSpan delay, TimeProvider time) : IDisposable
{
    private const int Length = sizeof(ulong);

    private readonly SemaphoreSlim _turn = new(1);
    private Known? _known;

    public void Dispose() => _turn.Dispose();

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
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var began = time.GetTimestamp();
            Keep(await DrawAsync(cancellationToken).ConfigureAwait(false), began);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<string> LookUpAsync(CancellationToken cancellationToken)
    {
        // One at a time: two that find no number would both draw one, and what is written under the first would be lost.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var began = time.GetTimestamp();
            var bytes = await cache.GetAsync(key, cancellationToken).ConfigureAwait(false);
            var found = bytes is { Length: Length }
                ? Text(BinaryPrimitives.ReadUInt64LittleEndian(bytes))
                : await DrawAsync(cancellationToken).ConfigureAwait(false);
            Keep(found, began);
            return found;
        }
        finally
        {
            _turn.Release();
        }
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
