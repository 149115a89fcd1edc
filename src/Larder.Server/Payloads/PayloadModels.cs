using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Larder.Server.Payloads;

/// <summary>
/// Requests and answers of the slice as types. The document is made from them; the bytes themselves are read and written
/// by hand, because the contract says more about them than a serializer can be told.
/// </summary>
internal static class PayloadModels
{
    [Description("Two lists of the same length.")]
    public sealed record Payload(
        [property: JsonPropertyName("list_1")]
        [property: Description("At most 100,000 strings, each of at most 8,192 characters once it is cleaned.")]
        IReadOnlyList<string> List1,
        [property: JsonPropertyName("list_2")]
        [property: Description("As many strings as the first list has.")]
        IReadOnlyList<string> List2);

    [Description("Where a payload is kept.")]
    public sealed record PayloadReference(
        [property: Description("The SHA-256 of the payload, in lower-case hex.")]
        [property: RegularExpression("^[0-9a-f]{64}$")]
        string PayloadId);

    [Description("What a payload became.")]
    public sealed record PayloadOutput(
        [property: Description("The two lists interleaved, cleaned and in upper case.")]
        string Output);
}
