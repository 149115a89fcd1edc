namespace Larder.Tiers;

/// <summary>What reading one key of a guarded tier came to. Owns the bytes: dispose it once, when they are no longer read.</summary>
internal readonly struct TierRead : IDisposable
{
    private readonly TierBuffer? _buffer;

    internal TierRead(TierOutcome outcome, TierEntry entry, TierBuffer? buffer)
    {
        Outcome = outcome;
        Entry = entry;
        _buffer = buffer;
    }

    internal TierOutcome Outcome { get; }

    /// <summary>Whether the tier answered; that it has no entry is an answer.</summary>
    internal bool IsAnswered => Outcome == TierOutcome.Answered;

    internal TierEntry Entry { get; }

    /// <summary>The bytes of the entry; none when there is no entry.</summary>
    internal ReadOnlyMemory<byte> Bytes => _buffer is null || !Entry.Found ? default : _buffer.Written;

    public void Dispose() => _buffer?.Dispose();
}
