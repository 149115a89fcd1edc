using System.Net.Mime;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Security;

/// <summary>Decides about requests, and says no. Any number of threads may use it at once.</summary>
/// <remarks>Invariants: the counters only grow, by interlocked addition.</remarks>
internal sealed class AccessGuard : IDisposable
{
    private static readonly object Key = typeof(AccessGuard);

    private readonly AccessOptions _options;
    private readonly RateLimiter? _limiter;

    // An array, because going through a list behind an interface allocates, and this is done for each request.
    private readonly PathString[] _openPaths;
    private readonly long[] _refused = new long[Enum.GetValues<RefusalCause>().Length];

    internal AccessGuard(AccessOptions options, TimeProvider time)
    {
        _options = options;
        _openPaths = [.. options.OpenPaths];
        _limiter = options.RateLimit is { } limit ? new RateLimiter(limit, time) : null;
    }

    /// <summary>Whether a request passes without a question.</summary>
    internal bool IsOff => _limiter is null && !_options.Keys.Current.IsRequired;

    internal RateLimiter? Limiter => _limiter;

    internal AccessOptions Options => _options;

    /// <summary>How often requests were refused for a cause.</summary>
    internal long RefusedBy(RefusalCause cause) => Interlocked.Read(ref _refused[(int)cause]); // partner: the increment in Refuse

    /// <summary>Judges any request at the door: its client's pace, and its key where one is demanded.</summary>
    internal Refusal? JudgeAtDoor(HttpContext context)
    {
        var request = context.Request;
        if (IsOpen(request))
            return null;

        var ring = _options.Keys.Current;
        var sent = ring.IsRequired ? PresentedKey.Of(request) : default;
        var key = ring.Find(sent);
        if (_limiter is not null
            && !_limiter.TryTake(key?.Client ?? RateLimiter.ClientOf(context.Connection.RemoteIpAddress), out var wait))
        {
            return Refusal.TooMany(wait);
        }

        // Where data is open to all, the operator's routes are judged by themselves, further in.
        if (!ring.IsRequired || _options.Anonymous == AnonymousAccess.Data || IsPreflight(request))
            return null;
        return JudgeKey(key, isSent: !sent.IsEmpty, _options.OperatorScope(context) ?? ScopeOf(request));
    }

    /// <summary>Judges a request that belongs to the operator.</summary>
    internal Refusal? JudgeOperator(HttpContext context, AccessScope scope)
    {
        if (!IsSafe(context.Request) && ForeignPage.Sent(context.Request))
            return Refusal.Foreign;

        var ring = _options.Keys.Current;
        if (!ring.IsRequired)
            return LocalRequest.Is(context) ? null : Refusal.NotLocal;

        var sent = PresentedKey.Of(context.Request);
        return JudgeKey(ring.Find(sent), isSent: !sent.IsEmpty, scope);
    }

    /// <summary>Notes a refusal with the request, for <see cref="AnswerAsync"/> further in.</summary>
    internal static void Note(HttpContext context, Refusal refusal) => context.Items[Key] = refusal;

    /// <summary>Answers a request that was refused before.</summary>
    internal Task AnswerAsync(HttpContext context) => RefuseAsync(context, (Refusal)context.Items[Key]!);

    internal async Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        Interlocked.Increment(ref _refused[(int)refusal.Cause]);
        var response = context.Response;
        response.StatusCode = refusal.Status;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        if (refusal.Challenge is { } challenge)
            response.Headers.WWWAuthenticate = challenge;
        if (refusal.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString();
        response.ContentType = MediaTypeNames.Application.Json;
        var body = _options.ErrorBody(context, refusal.Sentence);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    public void Dispose() => _limiter?.Dispose();

    internal static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static AccessScope ScopeOf(HttpRequest request) => IsSafe(request) ? AccessScope.Read : AccessScope.Write;

    private static Refusal? JudgeKey(AccessKey? key, bool isSent, AccessScope scope)
    {
        if (key is null)
            return isSent ? Refusal.UnknownKey : Refusal.NoKey;
        return key.Scope >= scope ? null : Refusal.Needs(scope);
    }

    // A browser asks first without any key, and is told no more than which methods a page may use.
    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method)
        && request.Headers.Origin.Count == 1
        && request.Headers.AccessControlRequestMethod.Count == 1;

    private bool IsOpen(HttpRequest request)
    {
        foreach (var open in _openPaths)
        {
            if (request.Path.StartsWithSegments(open, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
