using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Tags in requests: versions in quotes, weak or strong.</summary>
internal static class EntityTags
{
    private const string Any = "*";
    private const string Weak = "W/";

    /// <summary>Whether the client has the value already.</summary>
    public static bool HasTag(StringValues ifNoneMatch, string tag)
    {
        if (ifNoneMatch.Count == 0)
            return false;
        return (ifNoneMatch.Count == 1 && ifNoneMatch[0] == tag) || IsAmong(ifNoneMatch, tag);
    }

    /// <summary>Reads the version that a write depends on: that of <c>If-Match</c>, or 0 for <c>If-None-Match: *</c>.</summary>
    /// <returns>False when there is a condition that cannot be read.</returns>
    public static bool TryReadCondition(IHeaderDictionary headers, out long? version)
    {
        version = null;
        var mustMatch = headers.IfMatch;
        var mustNot = headers.IfNoneMatch;
        if (mustMatch.Count == 0 && mustNot.Count == 0)
            return true;
        if (mustMatch.Count == 0)
        {
            version = 0;
            return mustNot.Count == 1 && mustNot[0] == Any;
        }

        if (mustMatch.Count != 1 || mustNot.Count != 0 || mustMatch[0] is not { } text)
            return false;

        var tag = text.StartsWith(Weak, StringComparison.Ordinal) ? text.AsSpan(Weak.Length) : text;
        if (tag is not ['"', .. var digits, '"']
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        version = number;
        return true;
    }

    // Apart, because what its lambda captures would be made at every hit.
    private static bool IsAmong(StringValues ifNoneMatch, string tag)
    {
        var wanted = new EntityTagHeaderValue(tag);
        return EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags)
            && tags.Any(each => each.Equals(EntityTagHeaderValue.Any) || each.Compare(wanted, useStrongComparison: false));
    }
}
