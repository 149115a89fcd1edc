using System.Diagnostics.CodeAnalysis;

namespace Larder.Server.Payloads.Memory;

/// <summary>
/// The bounded memory in front of the database: the ids known to be stored, and the outputs asked for of late. Each may
/// forget at any time; nothing in it expires, because nothing in it can become untrue.
/// </summary>
internal interface IPayloadMemory
{
    bool Knows(ReadOnlySpan<char> id);

    bool TryGetOutput(ReadOnlySpan<char> id, [MaybeNullWhen(false)] out PayloadOutput output);

    ValueTask RememberIdAsync(string id);

    /// <summary>Remembers the output, and with it the id.</summary>
    ValueTask RememberOutputAsync(PayloadOutput output);

    /// <summary>The ids of the outputs asked for most, most popular first.</summary>
    IReadOnlyList<string> ListPopular(int limit);
}
