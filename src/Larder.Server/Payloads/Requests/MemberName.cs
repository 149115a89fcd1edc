using System.Text.Json;

namespace Larder.Server.Payloads.Requests;

/// <summary>Compares the name of a member, escaped or not, exactly.</summary>
internal static class MemberName
{
    private const int EscapeLength = 6;

    /// <param name="json">A reader that stands at the name.</param>
    /// <param name="name">An ASCII name.</param>
    public static bool Is(ref Utf8JsonReader json, string name)
    {
        if (!json.ValueIsEscaped)
            return json.ValueSpan.Length == name.Length && json.ValueTextEquals(name);

        // A name with half a surrogate pair makes the reader throw, and no name of ours is so long.
        var raw = json.ValueSpan;
        return raw.Length <= name.Length * EscapeLength && !Surrogates.AreBroken(raw) && json.ValueTextEquals(name);
    }
}
