namespace Larder.Tiers;

/// <summary>What reading many keys of a guarded tier came to. Owns the bytes: dispose it once, when they are no longer read.</summary>
internal readonly struct TierReadMany : IDisposable
{
    private readonly TierBuffer? _buffer;
    private readonly TierEntry[] _entries;
    private readonly int[] _starts;

    internal TierReadMany(TierOutcome outcome, TierEntry[] entries, TierBuffer? buffer)
    {
        Outcome = outcome;
        _entries = entries;
        _buffer = buffer;
        _starts = new int[entries.Length];
        for (var i = 1; i < entries.Length; i++)
        {
            _starts[i] = _starts[i - 1] + entries[i - 1].Length;
        }
    }

    internal TierOutcome Outcome { get; }

    /// <summary>Whether the tier answered; that it has none of the entries is an answer.</summary>
    internal bool IsAnswered => Outcome == TierOutcome.Answered;

    /// <summary>What was found for each key, in the order of the keys; nothing when the tier did not answer.</summary>
    internal ReadOnlySpan<TierEntry> Entries => _entries;

    /// <summary>The bytes of one entry; none when there is no entry.</summary>
    internal ReadOnlyMemory<byte> BytesOf(int index) =>
        _buffer is null || !_entries[index].Found
            ? default
            : _buffer.Written.Slice(_starts[index], _entries[index].Length);

    public void Dispose() => _buffer?.Dispose();
}
