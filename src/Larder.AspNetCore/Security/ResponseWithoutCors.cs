using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Larder.AspNetCore.Security;

/// <summary>An answer that takes no headers of CORS, so that no policy of the host opens it to pages of other sites.</summary>
/// <remarks>
/// Not by metadata, which serves a host whose CORS stands behind its routing: in any other, one without CORS among them, the
/// framework would refuse to run the endpoint. Nor by taking the headers off: CORS puts them on after everybody else.
/// </remarks>
internal sealed class ResponseWithoutCors : IHttpResponseFeature
{
    private readonly IHttpResponseFeature _inner;

    private ResponseWithoutCors(IHttpResponseFeature inner)
    {
        _inner = inner;
        Headers = new HeadersWithoutCors(inner.Headers);
    }

    public int StatusCode
    {
        get => _inner.StatusCode;
        set => _inner.StatusCode = value;
    }

    public string? ReasonPhrase
    {
        get => _inner.ReasonPhrase;
        set => _inner.ReasonPhrase = value;
    }

    public IHeaderDictionary Headers { get; set; }

    [Obsolete("As in the interface.")]
    public Stream Body
    {
        get => _inner.Body;
        set => _inner.Body = value;
    }

    public bool HasStarted => _inner.HasStarted;

    /// <summary>Puts it in the place of the answer that is there. What no page of another site asked for is left alone.</summary>
    internal static void PutOn(HttpContext context)
    {
        if (context.Request.Headers.Origin.Count > 0 && context.Features.Get<IHttpResponseFeature>() is { } inner)
            context.Features.Set<IHttpResponseFeature>(new ResponseWithoutCors(inner));
    }

    public void OnStarting(Func<object, Task> callback, object state) => _inner.OnStarting(callback, state);

    public void OnCompleted(Func<object, Task> callback, object state) => _inner.OnCompleted(callback, state);
}
