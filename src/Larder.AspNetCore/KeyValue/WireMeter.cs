namespace Larder.AspNetCore.KeyValue;

/// <summary>
/// Weighs entries so that one bound keeps both limits: no entry weighs less than its share of the bytes, so that there can
/// never be more of them than the capacity.
/// </summary>
internal sealed class WireMeter : IEntryMeter
{
    private readonly long _least;

    /// <summary>Weighs for a cache of so many entries and bytes.</summary>
    internal WireMeter(long capacity, long maxBytes)
    {
        _least = maxBytes / capacity;
        Bound = _least * capacity;
    }

    /// <summary>The bound of the cache: the most bytes, less what does not divide among the entries.</summary>
    internal long Bound { get; }

    /// <summary>Not so: a weight is the larger share of both limits.</summary>
    public bool MeasuresBytes => false;

    public long Measure<T>(string key, T value) => Math.Max(_least, value is WireValue wire ? wire.BytesUnder(key) : 0);
}
