using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Larder.Server.Storefront;

/// <summary>A file of the page: as it is and compressed by Brotli, with its type and its tag. Made once and never changed.</summary>
internal sealed class PageAsset
{
    private const string Brotli = "br";
    private const int TagBytes = 12;

    private readonly byte[] _plain;
    private readonly byte[] _compressed;
    private readonly string _contentType;

    // Weak, because the two forms in which the file is sent differ in their bytes.
    private readonly EntityTagHeaderValue _tag;

    public PageAsset(byte[] bytes, string contentType)
    {
        _plain = bytes;
        _compressed = Compress(bytes);
        _contentType = contentType;
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, TagBytes));
        _tag = new EntityTagHeaderValue($"\"{hash}\"", isWeak: true);
    }

    /// <summary>Sends the file, or says that the client has it already.</summary>
    public IResult Answer(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);

        // Asked about each time: a file of the last version must not meet one of this.
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        if (!Takes(context.Request, Brotli))
            return Results.Bytes(_plain, _contentType, entityTag: _tag);

        headers.ContentEncoding = Brotli;
        return Results.Bytes(_compressed, _contentType, entityTag: _tag);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var brotli = new BrotliStream(buffer, CompressionLevel.SmallestSize))
            brotli.Write(bytes);
        return buffer.ToArray();
    }

    private static bool Takes(HttpRequest request, string coding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(each =>
            each.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && each.Quality is null or > 0);
}
