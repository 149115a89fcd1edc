using System.Buffers;

namespace Larder.Server.Replies;

/// <summary>What a client is shown again of what it sent, as JSON.</summary>
internal static class InputEcho
{
    /// <summary>Longer inputs are named by their length: a client would only be given its own flood.</summary>
    public const int BytesMax = 1024;

    /// <summary>Keeps a copy of well-formed JSON, or of a sentence in its place.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlySpan<byte> json)
    {
        if (json.Length <= BytesMax)
            return json.ToArray();

        var sentence = new ArrayBufferWriter<byte>();
        JsonText.WriteQuoted($"({json.Length} bytes, which are not repeated)", sentence);
        return sentence.WrittenMemory;
    }
}
