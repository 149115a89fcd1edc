using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Larder.Server.Replies;

/// <summary>A file that never changes while the process lives: its bytes compressed, its type, its tag.</summary>
/// <remarks>
/// Only the compressed bytes are kept. A client that takes no gzip, which no browser is, gets them inflated on the way.
/// Gzip and not Brotli, because browsers take Brotli over TLS only, and most of these pages are read on the machine itself.
/// </remarks>
internal sealed class PageFile
{
    private const string Gzip = "gzip";
    private const int TagBytes = 12;

    private readonly byte[] _compressed;
    private readonly string _contentType;
    private readonly EntityTagHeaderValue _tag;

    private PageFile(byte[] compressed, string contentType)
    {
        _compressed = compressed;
        _contentType = contentType;

        // Weak, because the two forms in which the file is sent differ in their bytes.
        var hash = Convert.ToHexStringLower(SHA256.HashData(compressed).AsSpan(0, TagBytes));
        _tag = new EntityTagHeaderValue($"\"{hash}\"", isWeak: true);
    }

    /// <summary>A file of these bytes.</summary>
    public static PageFile Of(byte[] bytes, string contentType)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return OfCompressed(buffer.ToArray(), contentType);
    }

    /// <summary>A file whose bytes are compressed already.</summary>
    public static PageFile OfCompressed(byte[] compressed, string contentType) => new(compressed, contentType);

    /// <summary>The bytes as they are read.</summary>
    public static byte[] Inflate(byte[] compressed)
    {
        using var source = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var target = new MemoryStream();
        source.CopyTo(target);
        return target.ToArray();
    }

    /// <summary>Sends the file, or says that the client has it already.</summary>
    public IResult Answer(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);

        // Asked about each time: a file of the last version must not meet one of this.
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        if (!TakesGzip(context.Request))
            return Results.Bytes(Inflate(_compressed), _contentType, entityTag: _tag);

        headers.ContentEncoding = Gzip;
        return Results.Bytes(_compressed, _contentType, entityTag: _tag);
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(each =>
            each.Value.Equals(Gzip, StringComparison.OrdinalIgnoreCase) && each.Quality is null or > 0);
}
