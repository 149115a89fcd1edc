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
        if (store.HasTier)
            return AnswerFromTiers(context, key);
        if (store.TryGet(key, out var value))
            return reply.WriteAsync(context, key, value);

        context.Items[Missed] = Missed;
        return next(context);
    }

    private Task AnswerFromTiers(HttpContext context, ReadOnlySpan<char> key)
    {
        var finding = store.FindAsync(key);
        return finding is { IsCompletedSuccessfully: true, Result: { } value }
            ? reply.WriteAsync(context, key, value)
            : AwaitAsync(context, new string(key), finding);
    }

    private async Task AwaitAsync(HttpContext context, string key, ValueTask<WireValue?> finding)
    {
        if (await finding.ConfigureAwait(false) is { } value)
        {
            await reply.WriteAsync(context, key, value).ConfigureAwait(false);
            return;
        }

        context.Items[Missed] = Missed;
        await next(context).ConfigureAwait(false);
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
