using System.IO.Compression;

namespace Larder.AspNetCore.KeyValue;

/// <summary>A body compressed with gzip.</summary>
/// <param name="Bytes">The bytes; null when they would not have been fewer.</param>
/// <param name="ETag">The tag of this form: a weak one, since a strong one stands for the same bytes.</param>
internal sealed record CompressedBody(byte[]? Bytes, string ETag)
{
    /// <summary>For a body that is sent as it is to everybody.</summary>
    internal static readonly CompressedBody None = new(null, "");

    internal static CompressedBody Of(WireValue value)
    {
        using var target = new MemoryStream(value.Body.Length / 2);
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(value.Body);
        return target.Length < value.Body.Length ? new CompressedBody(target.ToArray(), $"W/{value.ETag}") : None;
    }
}
