namespace Larder.AspNetCore.KeyValue;

/// <summary>Finds parameters in a query that nobody has decoded yet.</summary>
internal static class QueryText
{
    /// <summary>Finds the last parameter of a name, which is the one that counts.</summary>
    public static bool TryFind(ReadOnlySpan<char> query, string name, out ReadOnlySpan<char> raw)
    {
        raw = default;
        var isFound = false;
        while (!query.IsEmpty)
        {
            var end = query.IndexOf('&');
            var pair = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];

            var equals = pair.IndexOf('=');
            if (equals < 0 || !pair[..equals].SequenceEqual(name))
                continue;

            raw = pair[(equals + 1)..];
            isFound = true;
        }

        return isFound;
    }
}
