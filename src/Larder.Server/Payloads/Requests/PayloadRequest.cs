using System.Diagnostics;
using System.Text.Json;
using System.Text.Unicode;
using Larder.Server.Replies;

namespace Larder.Server.Payloads.Requests;

/// <summary>Reads a payload from the bytes of a request, strictly: nothing is coerced, and names are case-sensitive.</summary>
internal static class PayloadRequest
{
    /// <summary>How many faults an answer names; who sent more has read enough after these.</summary>
    public const int FaultsMax = 100;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static RequestReading Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return RequestReading.Invalid(RequestFaults.NoBody);
        if (!Utf8.IsValid(body))
            return RequestReading.NotUtf8();
        if (body.StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];

        // No item has more UTF-16 units than bytes, escaped or not, so one rented run is always enough.
        var input = new PayloadInput(body.Length);
        try
        {
            var reading = new BodyReading(body, input).Read();
            if (reading.Input is null)
                input.Dispose();
            return reading;
        }
        catch (JsonException fault)
        {
            input.Dispose();
            return RequestReading.Invalid(NotJson(fault, body));
        }
    }

    private static ValidationFault NotJson(JsonException fault, ReadOnlySpan<byte> body)
    {
        var position = Position(body, fault.LineNumber ?? 0, fault.BytePositionInLine ?? 0);

        // The framework appends the position as bytes of a line; it is already told, in characters of the whole.
        var reason = fault.Message;
        var end = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return RequestFaults.NotJson(position, end < 0 ? reason : reason[..end]);
    }

    /// <summary>Counts the code points before a place that the JSON reader named by line and byte.</summary>
    private static int Position(ReadOnlySpan<byte> body, long line, long byteInLine)
    {
        var offset = 0;
        for (; line > 0; line--)
        {
            var end = body[offset..].IndexOf((byte)'\n');
            Debug.Assert(end >= 0, "The reader counts a line for each line feed.");
            offset += end + 1;
        }

        var before = body[..(int)Math.Min(offset + byteInLine, body.Length)];
        var position = 0;
        foreach (var unit in before)
        {
            // Every byte of UTF-8 begins a character but those of the form 10xxxxxx.
            if ((unit & 0xC0) != 0x80)
                position++;
        }

        return position;
    }
}
