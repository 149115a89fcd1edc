using System.Buffers;
using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Larder.Server.Replies;

/// <summary>The answers of the product and user groups: values as JSON, and errors as <c>{"detail":…}</c>.</summary>
internal static class JsonReply
{
    // Text beyond ASCII is sent as it is. That is safe because the content type is JSON and nothing may guess another.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IResult Ok<T>(T value, JsonTypeInfo<T> type)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(body, Plain))
            JsonSerializer.Serialize(json, value, type);
        return new BytesReply(StatusCodes.Status200OK, body.WrittenMemory);
    }

    public static IResult NotFound(string text) => Detail(StatusCodes.Status404NotFound, text);

    /// <summary>An error of one sentence.</summary>
    public static IResult Detail(int status, string text) => new BytesReply(status, DetailBody.OfText(text));

    /// <summary>422, with everything that is wrong.</summary>
    public static IResult Invalid(params ReadOnlySpan<ValidationFault> faults) =>
        new BytesReply(StatusCodes.Status422UnprocessableEntity, ValidationBody.Of(faults));

    private sealed class BytesReply(int status, ReadOnlyMemory<byte> body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = MediaTypeNames.Application.Json;
            response.ContentLength = body.Length;
            return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}
