using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Larder.Server.Description;

namespace Larder.Server.KeyValue;

/// <summary>Requests and answers of the key-value API as types; the document is made from them.</summary>
internal static class KeyValueModels
{
    private const string Ok = "OK";
    private const string Error = "ERROR";

    [Description("A text under a key.")]
    public sealed record Write(
        [property: Description("0 to 256 ASCII characters, unless it is set otherwise.")]
        string Key,
        [property: Description("At most a mebibyte of ASCII, unless it is set otherwise.")]
        string Value)
    {
        [Description("Seconds that the value lives. Without it, for ever.")]
        [Range(0, double.MaxValue, MinimumIsExclusive = true)]
        public double? Ttl { get; init; }

        [Description("Writes only if the key has this version; 0 for a key that must not exist.")]
        [Range(0L, int.MaxValue)]
        public long? Version { get; init; }
    }

    [Description("What was done.")]
    public sealed record Done([property: AllowedValues(Ok)] string Status, string Message);

    [Description("A value and its key.")]
    public sealed record Entry([property: AllowedValues(Ok)] string Status, string Key, string Value);

    [Description("Bytes and their key.")]
    public sealed record Blob(
        [property: AllowedValues(Ok)] string Status,
        string Key,
        [property: Description("The bytes, in base64.")]
        string Value,
        [property: AllowedValues("base64")] string Encoding,
        [property: Description("The content type with which they were written.")]
        string ContentType);

    [Description("An error of this group.")]
    public sealed record Failure([property: AllowedValues(Error)] string Status, string Message);

    [Description("An error, and where it stands in the request.")]
    public sealed record Refusal(
        [property: AllowedValues(Error)] string Status,
        string Message,
        IReadOnlyList<ErrorModels.ValidationError> Detail);

    [Description("A write that depended on another version than the key has.")]
    public sealed record Conflict(
        [property: AllowedValues(Error)] string Status,
        string Message,
        [property: Description("The version that the key has; 0 when it does not exist.")]
        long Version);

    [Description("What to add.")]
    public sealed record Step
    {
        [Description("A whole number; 1 if it is left out.")]
        public long By { get; init; }

        [Description("Seconds that a new number lives; an old one keeps its time.")]
        [Range(0, double.MaxValue, MinimumIsExclusive = true)]
        public double? Ttl { get; init; }
    }

    [Description("Operations that are done one after the other.")]
    public sealed record Batch(
        [property: Description("At most 1,000, unless it is set otherwise.")]
        IReadOnlyList<BatchStep> Operations);

    [Description("One operation of a batch.")]
    public sealed record BatchStep([property: AllowedValues("get", "put", "delete")] string Op, string Key)
    {
        [Description("For a put: the value.")]
        public string? Value { get; init; }

        [Description("For a put: seconds that the value lives.")]
        public double? Ttl { get; init; }

        [Description("For a put: the version that the key must have.")]
        public long? Version { get; init; }
    }

    [Description("What became of a batch.")]
    public sealed record BatchResults(
        [property: AllowedValues(Ok)] string Status,
        [property: Description("A result for each operation, in their order.")]
        IReadOnlyList<BatchResult> Results);

    [Description("The answer that the operation would have had alone.")]
    public sealed record BatchResult([property: AllowedValues(Ok, Error)] string Status)
    {
        public string? Message { get; init; }

        public string? Key { get; init; }

        public string? Value { get; init; }

        public string? Encoding { get; init; }

        [JsonPropertyName("content_type")]
        public string? ContentType { get; init; }
    }

    [Description("A page of keys.")]
    public sealed record KeyPage(
        [property: AllowedValues(Ok)] string Status,
        IReadOnlyList<string> Keys,
        [property: Description("For the next page; null on the last.")]
        string? Cursor);
}
