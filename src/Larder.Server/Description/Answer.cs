namespace Larder.Server.Description;

/// <summary>What may come back, for one status.</summary>
/// <param name="Status">The status.</param>
/// <param name="When">When it comes, as a sentence.</param>
/// <param name="Contents">Its body, in each media type that is possible; none for an answer without a body.</param>
internal sealed record Answer(int Status, string When, params IReadOnlyList<Content> Contents)
{
    /// <summary>The headers beside those that every answer has.</summary>
    public IReadOnlyList<AnswerHeader> Headers { get; init; } = [];

    /// <summary>An answer in JSON: one model, or one of several.</summary>
    public static Answer Json(int status, string when, params IReadOnlyList<Type> models) =>
        new(status, when, Content.Json(models));
}
