using System.Text.Json;
using Larder.Cli.Http;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>Reads the two answers of the payload service.</summary>
internal sealed class PayloadReader
{
    private static readonly string[] IdNames = ["payload_id", "id", "identifier", "uuid"];

    private byte[] _lastBody = [];
    private JsonElement _lastOutput;

    /// <summary>
    /// The id in an answer to POST: one of the known members, else the only member, else the answer itself.
    /// </summary>
    public static string ReadId(ApiAnswer answer, string request)
    {
        using var document = Parse(answer, request);
        return FindId(document.RootElement)
            ?? throw new RefusedException($"{request} answered without an id: {SafeText.Line(answer.Text)}");
    }

    /// <summary>
    /// The answer to GET. Rounds of one payload get the same bytes each time, which are then parsed and kept once.
    /// </summary>
    public JsonElement ReadOutput(ApiAnswer answer, string request)
    {
        if (_lastBody.Length > 0 && answer.Body.AsSpan().SequenceEqual(_lastBody))
            return _lastOutput;

        using var document = Parse(answer, request);
        _lastOutput = document.RootElement.Clone();
        _lastBody = answer.Body;
        return _lastOutput;
    }

    private static JsonDocument Parse(ApiAnswer answer, string request)
    {
        try
        {
            var document = JsonDocument.Parse(answer.Body);

            // Half of a surrogate pair passes the parser and would fail only when the report is written, at the end.
            document.WriteTo(new Utf8JsonWriter(Stream.Null, JsonReport.Options));
            return document;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new RefusedException(
                $"{request} answered with something that is no JSON: {SafeText.Line(answer.Text)}", fault);
        }
    }

    private static string? FindId(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object)
            return ReadText(answer);

        foreach (var name in IdNames)
        {
            if (answer.TryGetProperty(name, out var member))
                return ReadText(member);
        }

        return answer.GetPropertyCount() == 1 ? ReadText(answer.EnumerateObject().First().Value) : null;
    }

    private static string? ReadText(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String when element.GetString() is { Length: > 0 } text => text,
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };
}
