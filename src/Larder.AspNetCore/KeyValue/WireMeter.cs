namespace Larder.AspNetCore.KeyValue;

/// <summary>
/// Weighs entries so that one bound keeps both limits: no entry weighs less than its share of the bytes, so that there can
/// never be more of them than the capacity.
/// </summary>
internal sealed class WireMeter : IEntryMeter
{
    // The entry, its slot, the value, its tag, and the headers of five arrays and objects: measured once, rounded up.
    private const int Overhead = 400;
    private const int BytesPerCharacter = 2;

    private readonly long _least;

    /// <summary>Weighs for a cache of so many entries and bytes.</summary>
    internal WireMeter(long capacity, long maxBytes)
    {
        _least = maxBytes / capacity;
        Bound = _least * capacity;
    }

    /// <summary>The bound of the cache: the most bytes, less what does not divide among the entries.</summary>
    internal long Bound { get; }

    public long Measure<T>(string key, T value) => Math.Max(_least, value is WireValue wire ? BytesOf(key, wire) : 0);

    private static long BytesOf(string key, WireValue value) =>
        Overhead + ((long)key.Length * BytesPerCharacter) + value.Body.Length + (value.Compressed?.Bytes?.Length ?? 0);
}
