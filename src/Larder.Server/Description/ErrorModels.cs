using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Larder.Server.Description;

/// <summary>The error bodies that several groups send. Each group keeps the form its clients know.</summary>
internal static class ErrorModels
{
    [Description("An error in one sentence.")]
    public sealed record ErrorText(string Detail);

    [Description("An error of the payload side.")]
    public sealed record ErrorObject(ErrorSentence Detail);

    [Description("The sentence of an error.")]
    public sealed record ErrorSentence(string Message);

    [Description("What is wrong with a request, fault by fault.")]
    public sealed record ValidationErrors(IReadOnlyList<ValidationError> Detail);

    [Description("One fault of a request.")]
    public sealed record ValidationError(
        [property: Description("The kind of fault, for programs.")]
        string Type,
        [property: Description("Where it is: body, query or path, then names and positions.")]
        IReadOnlyList<NameOrPosition> Loc,
        [property: Description("The fault as a sentence.")]
        string Msg)
    {
        [Description("What was sent there.")]
        public JsonElement Input { get; init; }

        [Description("What the sentence was made from.")]
        [JsonPropertyName("ctx")]
        public JsonElement Context { get; init; }
    }
}
