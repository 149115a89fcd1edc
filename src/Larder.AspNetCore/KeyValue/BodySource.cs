using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Receives the bodies of requests: bounded one by one, and all of them together.</summary>
internal sealed class BodySource(KeyValueOptions options, BodyBudget budget)
{
    private const string RetryAfterSeconds = "1";

    /// <summary>Receives the JSON of one write; null when the request has been refused already.</summary>
    public async ValueTask<ReceivedBody?> ReadJsonAsync(HttpContext context, int invalidStatus)
    {
        if (!JsonMediaType.Includes(context.Request.ContentType))
        {
            Replies.Refuse(context, invalidStatus, RequestFault.Header("The content type must be application/json.", "content-type"));
            return null;
        }

        return await ReadAsync(context, options.LongestWrite, invalidStatus).ConfigureAwait(false);
    }

    /// <summary>Receives bytes of any type; null when the request has been refused already.</summary>
    public ValueTask<ReceivedBody?> ReadBytesAsync(HttpContext context) =>
        ReadAsync(context, options.ValueLength, StatusCodes.Status413PayloadTooLarge);

    /// <summary>Receives the JSON of many writes; how long it may be is for the server to say.</summary>
    public async ValueTask<ReceivedBody?> ReadBatchAsync(HttpContext context)
    {
        if (JsonMediaType.Includes(context.Request.ContentType))
            return await ReadAsync(context, long.MaxValue, StatusCodes.Status413PayloadTooLarge).ConfigureAwait(false);

        Replies.Refuse(
            context,
            StatusCodes.Status400BadRequest,
            RequestFault.Header("The content type must be application/json.", "content-type"));
        return null;
    }

    private async ValueTask<ReceivedBody?> ReadAsync(HttpContext context, long most, int tooLongStatus)
    {
        var body = await ReceivedBody.ReadAsync(context.Request.BodyReader, budget, most, context.RequestAborted)
            .ConfigureAwait(false);
        if (body.IsWhole)
            return body;

        if (body.Received > most)
        {
            Replies.Refuse(context, tooLongStatus, RequestFault.Body("The body is too long.", type: "too_long"));
        }
        else
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            Replies.SendError(
                context,
                StatusCodes.Status503ServiceUnavailable,
                "Too many large bodies are being received. Send this one again in a moment.");
        }

        return null;
    }
}
