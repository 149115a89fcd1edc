using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Larder.AspNetCore.KeyValue;

/// <summary>
/// All routes of the API, told apart by what the client really wrote. What is none of them passes on, reserved words after
/// <c>/cache/</c> included: those belong to other modules.
/// </summary>
internal sealed class KeyValueRoutes(
    RequestDelegate next,
    TextRoutes texts,
    EntryRoutes entries,
    ManyRoutes many,
    KeyDecoder decoder,
    ILogger<KeyValueRoutes> log)
{
    private const string IncrementEnd = "/increment";

    public Task InvokeAsync(HttpContext context)
    {
        var target = RawTarget.Of(context);
        var path = RawTarget.PathOf(target);
        if (path.StartsWith(RawTarget.CacheEntry, StringComparison.Ordinal))
            return OfEntry(context, path[RawTarget.CacheEntry.Length..]);

        return path switch
        {
            RawTarget.Cache => GuardAsync(context, OfCache, ""),
            RawTarget.Put => GuardAsync(context, OfPut, ""),
            RawTarget.Get => GuardAsync(context, OfGet, ""),
            _ => next(context),
        };
    }

    private Task OfEntry(HttpContext context, ReadOnlySpan<char> rest)
    {
        var slash = rest.IndexOf('/');
        var first = slash < 0 ? rest : rest[..slash];
        var raw = first.ToString();

        // Routing knows a reserved word behind escapes as well, and there must be one meaning of an address.
        if (first.Contains('%') && decoder.Decode(first, plusIsSpace: false, out var word) == KeyFault.None
            && RawTarget.IsReserved(word))
        {
            first = word;
        }

        if (first is RawTarget.Batch && slash < 0)
            return GuardAsync(context, OfBatch, "");
        if (RawTarget.IsReserved(first))
            return next(context);

        if (slash < 0)
            return GuardAsync(context, OfKey, raw);
        return rest[slash..] is IncrementEnd
            ? GuardAsync(context, OfIncrement, raw)
            : GuardAsync(context, OfNothing, "");
    }

    private Task OfCache(HttpContext context, string _) => context.Request.Method switch
    {
        "PUT" => texts.PutAsync(context, StatusCodes.Status201Created, StatusCodes.Status400BadRequest),
        "GET" or "HEAD" => many.ListAsync(context),
        _ => Refuse(context, "GET, HEAD, PUT"),
    };

    private Task OfPut(HttpContext context, string _) => context.Request.Method switch
    {
        "POST" => texts.PutAsync(context, StatusCodes.Status200OK, StatusCodes.Status422UnprocessableEntity),
        _ => Refuse(context, "POST"),
    };

    private Task OfGet(HttpContext context, string _) => context.Request.Method switch
    {
        "GET" or "HEAD" => texts.GetAsync(context),
        "DELETE" => texts.DeleteAsync(context),
        _ => Refuse(context, "DELETE, GET, HEAD"),
    };

    private Task OfKey(HttpContext context, string raw) => context.Request.Method switch
    {
        "GET" or "HEAD" => entries.GetAsync(context, raw),
        "PUT" => entries.PutAsync(context, raw),
        "DELETE" => entries.DeleteAsync(context, raw),
        _ => Refuse(context, "DELETE, GET, HEAD, PUT"),
    };

    private Task OfIncrement(HttpContext context, string raw) =>
        HttpMethods.IsPost(context.Request.Method) ? entries.IncrementAsync(context, raw) : Refuse(context, "POST");

    private Task OfBatch(HttpContext context, string _) =>
        HttpMethods.IsPost(context.Request.Method) ? many.BatchAsync(context) : Refuse(context, "POST");

    private static Task OfNothing(HttpContext context, string _)
    {
        Replies.Send(context, StatusCodes.Status404NotFound, Replies.NoSuchPath);
        return Task.CompletedTask;
    }

    private static Task Refuse(HttpContext context, string allowed)
    {
        Replies.RefuseMethod(context, allowed);
        return Task.CompletedTask;
    }

    // The contract knows one status for whatever is wrong with a PUT /cache, its length included.
    private static int StatusOf(HttpContext context, BadHttpRequestException fault) =>
        fault.StatusCode == StatusCodes.Status413PayloadTooLarge && HttpMethods.IsPut(context.Request.Method)
            && RawTarget.PathOf(RawTarget.Of(context)) is RawTarget.Cache
                ? StatusCodes.Status400BadRequest
                : fault.StatusCode;

    /// <summary>Turns whatever goes wrong into an answer of this API, or into silence when nobody listens any more.</summary>
    private async Task GuardAsync(HttpContext context, Func<HttpContext, string, Task> answer, string raw)
    {
        try
        {
            await answer(context, raw).ConfigureAwait(false);
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            // The body was too large, too slow, cut off, or no body at all.
            Replies.SendError(context, StatusOf(context, fault), fault.Message);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone. Nothing of ours has failed, and nothing may pass for an answer.
            context.Abort();
        }
        catch (CacheCapacityException) when (!context.Response.HasStarted)
        {
            Replies.SendError(context, StatusCodes.Status413PayloadTooLarge, "The value is too large for this cache.");
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            log.Failed(fault, context.Request.Method);
            context.Response.Headers.Clear();
            Replies.Send(context, StatusCodes.Status500InternalServerError, Replies.Unforeseen);
        }
    }
}
