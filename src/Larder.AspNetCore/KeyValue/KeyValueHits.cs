using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.KeyValue;

/// <summary>
/// Answers <c>GET /cache/{key}</c> when the key is there, before routing and everything that is paid for with it. All other
/// requests pass on, and <see cref="KeyValueRoutes"/> answers them with the same bytes.
/// </summary>
internal sealed class KeyValueHits(RequestDelegate next, KeyValueStore store, KeyDecoder decoder, HitReply reply)
{
    /// <summary>Marks a request whose key was looked for here in vain, so that it counts as one miss and not as two.</summary>
    internal static readonly object Missed = new();

    public Task InvokeAsync(HttpContext context)
    {
        var target = RawTarget.Of(context);
        if (!target.StartsWith(RawTarget.CacheEntry, StringComparison.Ordinal)
            || !HttpMethods.IsGet(context.Request.Method)
            || context.Request.Headers.Origin.Count != 0)
        {
            return next(context);
        }

        var raw = RawTarget.PathOf(target)[RawTarget.CacheEntry.Length..];
        if (raw.Contains('%'))
            return AnswerEscaped(context, raw);
        return raw.Contains('/') ? next(context) : Answer(context, raw);
    }

    private Task Answer(HttpContext context, ReadOnlySpan<char> key)
    {
        if (RawTarget.IsReserved(key))
            return next(context);
        if (store.TryGet(key, out var value))
            return reply.WriteAsync(context, key, value);

        context.Items[Missed] = Missed;
        return next(context);
    }

    // Apart, so that the room on the stack is paid for only by keys that need it.
    private Task AnswerEscaped(HttpContext context, ReadOnlySpan<char> raw)
    {
        Span<char> space = stackalloc char[KeyValueOptions.LongestKey];
        return raw.Contains('/') || decoder.Decode(raw, plusIsSpace: false, space, out var length) != KeyFault.None
            ? next(context)
            : Answer(context, space[..length]);
    }
}
