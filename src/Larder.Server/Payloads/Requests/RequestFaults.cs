using System.Buffers;
using Larder.Server.Replies;

namespace Larder.Server.Payloads.Requests;

/// <summary>The faults a body can have, in the words of the source project's validation.</summary>
internal static class RequestFaults
{
    public const string NotUtf8 = "There was an error parsing the body";

    public static readonly ValidationFault NoBody = new("missing", "Field required");

    public static readonly ValidationFault NotJsonType =
        new("model_attributes_type", "Input should be a valid dictionary or object to extract fields from");

    private static readonly byte[] EmptyObject = "{}"u8.ToArray();

    private static readonly byte[] ErrorContext = """{"error":{}}"""u8.ToArray();

    public static ValidationFault NotAnObject(ReadOnlySpan<byte> body) => NotJsonType with { Input = InputEcho.Of(body) };

    public static ValidationFault Missing(string list, ReadOnlySpan<byte> body) =>
        new("missing", "Field required", list, Input: InputEcho.Of(body));

    public static ValidationFault NotAList(string list, ReadOnlySpan<byte> value) =>
        new("list_type", "Input should be a valid list", list, Input: InputEcho.Of(value));

    public static ValidationFault NotAString(string list, int index, ReadOnlySpan<byte> value) =>
        new("string_type", "Input should be a valid string", list, index, InputEcho.Of(value));

    public static ValidationFault NotUnicode(string list, int index, ReadOnlySpan<byte> value) =>
        new("string_unicode", "Input should be a valid string, unable to parse raw data as a unicode string",
            list, index, InputEcho.Of(value));

    public static ValidationFault UnequalLengths(ReadOnlySpan<byte> body) =>
        new("value_error", "Value error, list_1 and list_2 must be of the same length",
            Input: InputEcho.Of(body), Context: ErrorContext);

    public static ValidationFault NotJson(int position, string reason)
    {
        var context = new ArrayBufferWriter<byte>();
        context.Write("""{"error":"""u8);
        JsonText.WriteQuoted(reason, context);
        context.Write("}"u8);
        return new ValidationFault("json_invalid", "JSON decode error", Index: position,
            Input: EmptyObject, Context: context.WrittenMemory);
    }
}
