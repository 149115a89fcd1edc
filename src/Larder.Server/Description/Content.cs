using System.Net.Mime;

namespace Larder.Server.Description;

/// <summary>A body in one media type.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Models">The types it may be; with several, it is exactly one of them. None: bytes.</param>
internal sealed record Content(string MediaType, params IReadOnlyList<Type> Models)
{
    /// <summary>A body that works, as it is sent; null for none.</summary>
    public string? Example { get; init; }

    public bool IsJson => MediaType == MediaTypeNames.Application.Json;

    public static Content Json(params IReadOnlyList<Type> models) => new(MediaTypeNames.Application.Json, models);

    public static Content Text(string mediaType) => new(mediaType, typeof(string));

    public static Content Bytes(string mediaType) => new(mediaType);
}
