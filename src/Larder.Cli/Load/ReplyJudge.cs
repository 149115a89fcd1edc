using System.Text.Json;
using Larder.Cli.Http;

namespace Larder.Cli.Load;

/// <summary>Says what a response means: a success, a miss, or which failure.</summary>
internal sealed class ReplyJudge(ValuePool values, bool comparesValues)
{
    private const int NotFound = 404;

    /// <summary>The failure that must never be seen: a key answered with something that was not written to it.</summary>
    public const string WrongValue = "GET answered with another value";

    public Verdict Judge(Operation operation, in Reply reply)
    {
        if (reply.Status is >= 200 and < 300)
        {
            return operation.IsPut || !comparesValues || HasValue(reply.Body.Span, values.Text(operation.Value))
                ? Verdict.Success
                : new Verdict(Outcome.Failure, WrongValue);
        }

        if (!operation.IsPut && reply.Status == NotFound)
            return Verdict.Miss;

        return new Verdict(Outcome.Failure, $"{(operation.IsPut ? "PUT" : "GET")} answered {reply.Status}");
    }

    // The server may escape the value in other ways than we did, so it is read and not compared as bytes.
    private static bool HasValue(ReadOnlySpan<byte> body, string expected)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isValue = reader.ValueTextEquals("value"u8);
                reader.Read();
                if (isValue)
                    return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(expected);
                reader.Skip();
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
