namespace Larder.Serialization;

/// <summary>How one cache turns values into bytes.</summary>
/// <param name="Serializers">Who is asked for a type, in this order; Larder's own for plain types comes last.</param>
/// <param name="IsOnlyForBytes">Whether serialization is off: only bytes and texts become payloads.</param>
/// <param name="MostBytes">The most bytes of a value, before compression.</param>
/// <param name="CompressFrom">From how many bytes on compression is tried; null for never.</param>
/// <param name="Compression">By which method.</param>
internal sealed record PayloadSettings(
    IReadOnlyList<ICacheSerializer> Serializers,
    bool IsOnlyForBytes,
    int MostBytes,
    int? CompressFrom,
    PayloadCompression Compression)
{
    internal static PayloadSettings Of(CacheOptions options) => new(
        options.Serializers,
        !options.EnableSerialization,
        options.MaxPayloadBytes,
        options.EnableCompression ? options.CompressFromBytes : null,
        options.Compression);
}
