using System.Buffers;

namespace Larder.Server.Replies;

/// <summary>Error bodies: one object, or one sentence, below <c>detail</c>.</summary>
internal static class DetailBody
{
    /// <summary>Renders <c>{"detail":{"message":"…"}}</c>.</summary>
    public static byte[] OfMessage(string message)
    {
        var body = new ArrayBufferWriter<byte>(message.Length + 32);
        body.Write("""{"detail":{"message":"""u8);
        JsonText.WriteQuoted(message, body);
        body.Write("}}"u8);
        return body.WrittenSpan.ToArray();
    }

    /// <summary>Renders <c>{"detail":"…"}</c>.</summary>
    public static byte[] OfText(string text)
    {
        var body = new ArrayBufferWriter<byte>(text.Length + 32);
        body.Write("""{"detail":"""u8);
        JsonText.WriteQuoted(text, body);
        body.Write("}"u8);
        return body.WrittenSpan.ToArray();
    }
}
