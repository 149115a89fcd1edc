using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Security;

/// <summary>How a host is guarded. Immutable; every default is written here and nowhere else.</summary>
public sealed record AccessOptions
{
    /// <summary>The keys. Default: none, and none is demanded.</summary>
    public AccessKeys Keys { get; init; } = new([]);

    /// <summary>What may be done without a key where keys are demanded. Default <see cref="AnonymousAccess.None"/>.</summary>
    public AnonymousAccess Anonymous { get; init; }

    /// <summary>How many requests one client may make. Default null: any number.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>Paths below which nobody is asked for anything. Default <c>/health</c>.</summary>
    public IReadOnlyList<PathString> OpenPaths { get; init; } = [new("/health")];

    /// <summary>
    /// Which scope a request needs because it belongs to the operator; null for all others, which are data. Default: none
    /// does, besides the endpoints that say so themselves.
    /// </summary>
    public Func<HttpContext, AccessScope?> OperatorScope { get; init; } = static _ => null;

    /// <summary>Makes the JSON body of a refusal from its sentence. Default: <c>{"detail":"…"}</c>.</summary>
    public Func<HttpContext, string, ReadOnlyMemory<byte>> ErrorBody { get; init; } = static (_, text) => DetailBody.Of(text);
}
