using Larder.Serialization;
using static Larder.Tests.Serialization.CodecUnderTest;

namespace Larder.Tests.Serialization;

/// <summary>One small payload for each shape that an envelope can have, with what must be read from it.</summary>
internal static class Shapes
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("larder ", 40));

    private static readonly Dictionary<string, IShape> All = new(StringComparer.Ordinal)
    {
        ["text"] = new Shape<string>("grüße, 世界 🌍", Facts),
        ["empty-text"] = new Shape<string>("", Facts),
        ["bytes"] = new Shape<byte[]>([0, 1, 2, 254, 255], Facts),
        ["flag"] = new Shape<bool>(true, Facts),
        ["number"] = new Shape<long>(-123_456_789_012, Facts),
        ["nullable-number"] = new Shape<int?>(42, Facts),
        ["fraction"] = new Shape<double>(Math.PI, Facts),
        ["decimal"] = new Shape<decimal>(-79_228_162_514.2643m, Facts),
        ["uuid"] = new Shape<Guid>(Guid.Parse("550e8400-e29b-41d4-a716-446655440001"), Facts),
        ["moment"] = new Shape<DateTimeOffset>(Order.Sample.PlacedAt, Facts),
        ["time"] = new Shape<DateTime>(new DateTime(2026, 11, 29, 20, 15, 0, DateTimeKind.Utc), Facts),
        ["date"] = new Shape<DateOnly>(new DateOnly(2026, 11, 29), Facts),
        ["span"] = new Shape<TimeSpan>(TimeSpan.FromMilliseconds(1.5), Facts),
        ["null"] = new Shape<string?>(null, Facts),
        ["json"] = new Shape<Order>(Order.Sample, Facts),
        ["forever"] = new Shape<string>("always", Facts with { DeadlineMs = PayloadFacts.Never, StaleWindowMs = 0 }),
        ["tags"] = new Shape<string>("tagged", TaggedFacts with { ETag = null, LastModified = null }),
        ["second-versions"] = new Shape<string>("may help out", Facts with { Tags = ["\u0001removed:orders", "orders"], TagVersions = [7, 8] }),
        ["validators"] = new Shape<string>("validated", TaggedFacts with { Tags = [], TagVersions = [] }),
        ["all"] = new Shape<Order>(Order.Sample, TaggedFacts),
        ["brotli"] = new Shape<string>(Long, Facts, Compressed(PayloadCompression.Brotli)),
        ["gzip"] = new Shape<string>(Long, Facts, Compressed(PayloadCompression.GZip)),
    };

    internal static IEnumerable<string> Names => All.Keys;

    internal static IShape Of(string name) => All[name];

    private static CacheOptions Compressed(PayloadCompression compression) =>
        JsonOptions with { CompressFromBytes = 64, Compression = compression };
}
