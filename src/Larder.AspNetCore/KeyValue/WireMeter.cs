namespace Larder.AspNetCore.KeyValue;

/// <summary>
/// Weighs entries so that one bound keeps both limits: no entry weighs less than its share of the bytes, so that there can
/// never be more of them than the capacity.
/// </summary>
internal sealed class WireMeter : IEntryMeter
{
    private readonly long _least;
    private readonly int _copiedFrom;

    /// <summary>Weighs for a cache of so many entries and bytes.</summary>
    /// <param name="capacity">The entries.</param>
    /// <param name="maxBytes">The bytes.</param>
    /// <param name="copiedFrom">
    /// From how many bytes on room is kept for a compressed copy, whether or not it comes to that; for values that cannot be
    /// weighed again, because that would be another write to a tier.
    /// </param>
    internal WireMeter(long capacity, long maxBytes, int copiedFrom = int.MaxValue)
    {
        _copiedFrom = copiedFrom;
        _least = maxBytes / capacity;
        Bound = _least * capacity;
    }

    /// <summary>The bound of the cache: the most bytes, less what does not divide among the entries.</summary>
    internal long Bound { get; }

    /// <summary>Not so: a weight is the larger share of both limits.</summary>
    public bool MeasuresBytes => false;

    public long Measure<T>(string key, T value) => Math.Max(_least, value is WireValue wire ? WeightOf(key, wire) : 0);

    private long WeightOf(string key, WireValue value) =>
        value.BytesUnder(key) + (value.Body.Length >= _copiedFrom && value.Compressed?.Bytes is null ? value.Body.Length : 0);
}
