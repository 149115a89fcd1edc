using Larder.Server.Payloads.Canonical;
using Larder.Server.Payloads.Memory;
using Larder.Server.Replies;

namespace Larder.Server.Payloads;

/// <summary>
/// Answers gets that memory has the output for, before routing and everything that is paid for with it. All other
/// requests pass on, and the endpoint behind answers them with the same bytes.
/// </summary>
internal sealed class PayloadHits(
    RequestDelegate next, PayloadMemory memory, LogPace pace, TimeProvider time, ILogger<PayloadEndpoints> log)
{
    private const string Prefix = "/payload/";
    private const int PathLength = 9 + PayloadId.Length;

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.Value is not { Length: PathLength } path
            || !path.StartsWith(Prefix, StringComparison.Ordinal)
            || !HttpMethods.IsGet(request.Method)
            || request.Headers.Origin.Count != 0)
        {
            return next(context);
        }

        var started = time.GetTimestamp();
        return memory.TryGetOutput(path.AsSpan(Prefix.Length), out var output)
            ? AnswerAsync(context, output, started)
            : next(context);
    }

    private Task AnswerAsync(HttpContext context, PayloadOutput output, long started)
    {
        var turn = new PayloadTurn(log, pace, time, started);
        turn.EnterGet(output.Id);
        context.Response.Headers[ProcessTime.HeaderName] = ProcessTime.Since(started, time);
        var answered = PayloadReply.WriteOutputAsync(context, output, isHit: true);
        turn.LeaveGet(output.Id, isHit: true, context.Response.StatusCode);
        return answered;
    }
}
