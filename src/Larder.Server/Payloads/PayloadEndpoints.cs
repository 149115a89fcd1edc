using Larder.AspNetCore;
using Larder.Server.Configuration;
using Larder.Server.Data;
using Larder.Server.Payloads.Canonical;
using Larder.Server.Payloads.Requests;
using Larder.Server.Replies;

namespace Larder.Server.Payloads;

/// <summary>The two endpoints: bytes to a payload and back, statuses, headers, and the log.</summary>
internal sealed class PayloadEndpoints(
    PayloadService service, BodyBudget budget, LogPace pace, TimeProvider time, ILogger<PayloadEndpoints> log)
{
    /// <summary>The name under which routing keeps the id.</summary>
    public const string IdName = "id";

    private const string RetryAfterSeconds = "1";

    private static readonly byte[] InternalError = DetailBody.OfMessage("Internal Server Error");
    private static readonly byte[] NotJsonType = ValidationBody.Of(RequestFaults.NotJsonType);
    private static readonly byte[] NoDatabase = DetailBody.OfMessage("The database is not available.");
    private static readonly byte[] TooBusy =
        DetailBody.OfMessage("Too many large payloads are being received. Send this one again in a moment.");

    private static readonly byte[] TooManyAtOnce =
        DetailBody.OfMessage("Too many payloads wait for the database. Send this one again in a moment.");

    public Task PostAsync(HttpContext context) => GuardAsync(context, AnswerPostAsync);

    public Task GetAsync(HttpContext context) => GuardAsync(context, AnswerGetAsync);

    private async Task AnswerPostAsync(HttpContext context)
    {
        var turn = new PayloadTurn(log, pace, time, time.GetTimestamp());
        turn.EnterPost();

        if (!JsonMediaType.Includes(context.Request.ContentType))
        {
            Refuse(context, turn, StatusCodes.Status422UnprocessableEntity, NotJsonType);
            return;
        }

        // Held until the answer: what is made of a large body takes several times its room, for as long as the database
        // takes, and the budget stands for all of it.
        using var body = await ReceivedBody.ReadAsync(
            context.Request.BodyReader, budget, ServerLimits.RequestBodyBytesMax, context.RequestAborted);
        if (!body.IsWhole)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            Refuse(context, turn, StatusCodes.Status503ServiceUnavailable, TooBusy);
            return;
        }

        var reading = PayloadRequest.Read(body.Bytes.Span);
        using var input = reading.Input;
        if (input is null)
        {
            Refuse(context, turn, reading.Status, reading.Refusal);
            return;
        }

        if (AnswerKnown(context, turn, input, out var id))
            return;

        var answer = await service.StoreAsync(id, input);
        if (answer.Refusal is { } refusal)
        {
            Refuse(context, turn, StatusCodes.Status400BadRequest, DetailBody.OfMessage(refusal));
            return;
        }

        PayloadReply.WriteId(context.Response, id, answer.IsHit);
        turn.LeavePost(id, answer.IsHit);
    }

    private async Task AnswerGetAsync(HttpContext context)
    {
        var turn = new PayloadTurn(log, pace, time, time.GetTimestamp());
        var id = (string)context.GetRouteValue(IdName)!;
        turn.EnterGet(id);

        var (output, isHit) = await service.FindAsync(id, context.RequestAborted);
        if (output is null)
            PayloadReply.WriteUnknown(context, id);
        else
            await PayloadReply.WriteOutputAsync(context, output, isHit);
        turn.LeaveGet(id, isHit, context.Response.StatusCode);
    }

    /// <summary>Answers a payload that memory knows, for which no id has to be made into a string.</summary>
    private bool AnswerKnown(HttpContext context, PayloadTurn turn, PayloadInput input, out string id)
    {
        Span<char> hex = stackalloc char[PayloadId.Length];
        CanonicalForm.WriteId(input, hex);
        var isKnown = service.IsKnown(hex);
        id = isKnown && !turn.IsTold ? "" : new string(hex);
        if (!isKnown)
            return false;

        PayloadReply.WriteId(context.Response, hex, isHit: true);
        if (turn.IsTold)
            turn.LeavePost(id, isHit: true);
        return true;
    }

    private static void Refuse(HttpContext context, PayloadTurn turn, int status, byte[] body)
    {
        PayloadReply.WriteRefusal(context.Response, status, body);
        turn.RefusePost(status);
    }

    /// <summary>Turns whatever goes wrong into an answer of this side, or into silence when nobody listens any more.</summary>
    private async Task GuardAsync(HttpContext context, Func<HttpContext, Task> answer)
    {
        try
        {
            await answer(context);
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            // The body was too large, too slow, cut off, or no body at all.
            PayloadReply.WriteRefusal(context.Response, fault.StatusCode, DetailBody.OfMessage(fault.Message));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody listens any more, and nothing may pass for an answer.
            context.Abort();
        }
        catch (CacheOverloadedException) when (!context.Response.HasStarted)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            PayloadReply.WriteRefusal(context.Response, StatusCodes.Status503ServiceUnavailable, TooManyAtOnce);
        }
        catch (DatabaseUnavailableException fault) when (!context.Response.HasStarted)
        {
            log.Failed(fault, LogText.Of(context.Request.Method), LogText.Of(context.Request.Path));
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            PayloadReply.WriteRefusal(context.Response, StatusCodes.Status503ServiceUnavailable, NoDatabase);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            log.Failed(fault, LogText.Of(context.Request.Method), LogText.Of(context.Request.Path));
            PayloadReply.WriteRefusal(context.Response, StatusCodes.Status500InternalServerError, InternalError);
        }
    }
}
