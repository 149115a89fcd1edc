using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Security;

/// <summary>Why a request is not answered: the status, a sentence, and what else the client is told.</summary>
internal sealed record Refusal(int Status, RefusalCause Cause, string Sentence)
{
    internal static readonly Refusal NoKey = new(
        StatusCodes.Status401Unauthorized,
        RefusalCause.Unauthorized,
        "A key is needed. Send it as 'Authorization: Bearer …' or as 'X-Api-Key: …'.")
    {
        Challenge = "Bearer",
    };

    internal static readonly Refusal UnknownKey = new(
        StatusCodes.Status401Unauthorized, RefusalCause.Unauthorized, "This key is not known here.")
    {
        Challenge = "Bearer error=\"invalid_token\"",
    };

    internal static readonly Refusal NotLocal = new(
        StatusCodes.Status403Forbidden,
        RefusalCause.Forbidden,
        "Without keys this is answered only to requests from the machine itself, by a local name and through no proxy.");

    internal static readonly Refusal Foreign = new(
        StatusCodes.Status403Forbidden, RefusalCause.CrossSite, "Pages of other sites may not change anything here.");

    /// <summary>The value of <c>WWW-Authenticate</c>; null for none.</summary>
    internal string? Challenge { get; private init; }

    /// <summary>In how many seconds to come again; null when that would not help.</summary>
    internal int? RetryAfter { get; private init; }

    internal static Refusal Needs(AccessScope scope)
    {
        var word = scope.ToString().ToLowerInvariant();
        return new Refusal(
            StatusCodes.Status403Forbidden, RefusalCause.Forbidden, $"This key may not do that: the scope {word} is needed.")
        {
            Challenge = $"Bearer error=\"insufficient_scope\", scope=\"{word}\"",
        };
    }

    internal static Refusal TooMany(TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests, RefusalCause.TooMany, "Too many requests. Come again later.")
    {
        RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)),
    };
}
