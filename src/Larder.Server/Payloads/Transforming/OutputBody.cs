using System.Buffers;
using System.Text.Json;
using Larder.Server.Replies;

namespace Larder.Server.Payloads.Transforming;

/// <summary>The body <c>{"output":"…"}</c>: what a get answers, and what the database keeps.</summary>
internal static class OutputBody
{
    private const string Member = "output";

    private static ReadOnlySpan<byte> Opening => """{"output":" """u8[..^1];

    private static ReadOnlySpan<byte> Closing => "\"}"u8;

    /// <summary>Begins a body whose text has about that length.</summary>
    public static ArrayBufferWriter<byte> Begin(int length)
    {
        var body = new ArrayBufferWriter<byte>(Opening.Length + length + Closing.Length);
        body.Write(Opening);
        return body;
    }

    public static byte[] End(ArrayBufferWriter<byte> body)
    {
        body.Write(Closing);
        return body.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Makes the body from what a database holds. Rows of our own are sent as they are; those written by another program
    /// may have blanks and escapes that clients do not expect.
    /// </summary>
    /// <exception cref="InvalidDataException">The row holds something else.</exception>
    public static byte[] FromStored(string stored)
    {
        try
        {
            using var row = JsonDocument.Parse(stored);
            var text = row.RootElement.GetProperty(Member).GetString()
                ?? throw new InvalidDataException("The output of a stored payload is null.");
            var body = Begin(text.Length);
            JsonText.Write(text, body);
            return End(body);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException(
                """A stored payload is not of the form {"output":"…"}. Was the table edited by hand?""", fault);
        }
    }
}
