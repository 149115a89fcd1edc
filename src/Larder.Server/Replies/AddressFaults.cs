using System.Buffers;

namespace Larder.Server.Replies;

/// <summary>What can be wrong with a piece of an address, in the words that clients of FastAPI know.</summary>
internal static class AddressFaults
{
    private const string Path = "path";
    private const string Query = "query";

    public static ValidationFault NotAnInteger(string name, string text) =>
        Of(Path, name, text, "int_parsing", "Input should be a valid integer, unable to parse string as an integer");

    public static ValidationFault NotAUuid(string name, string text) =>
        Of(Path, name, text, "uuid_parsing", "Input should be a valid UUID");

    public static ValidationFault NotAnIdOrUuid(string name, string text) =>
        Of(Path, name, text, "value_error", "Value error, must be a number or a UUID");

    public static ValidationFault NotACount(string name, string text) =>
        Of(Query, name, text, "int_parsing", "Input should be a whole number from zero");

    public static ValidationFault NotOneOf(string name, string text, string choices) =>
        Of(Query, name, text, "literal_error", $"Input should be {choices}");

    private static ValidationFault Of(string place, string name, string text, string type, string message)
    {
        var json = new ArrayBufferWriter<byte>();
        JsonText.WriteQuoted(text, json);
        return new ValidationFault(type, message, name, Input: InputEcho.Of(json.WrittenSpan), Place: place);
    }
}
