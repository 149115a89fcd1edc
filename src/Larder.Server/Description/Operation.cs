namespace Larder.Server.Description;

/// <summary>One operation of the API: a method on a path, what it takes and everything that can come back.</summary>
/// <remarks>
/// Each module has a table of these beside its routes, and the document is made from them. <c>HEAD</c> is not told
/// apart from <c>GET</c>: it answers the same without a body.
/// </remarks>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Path">The path, with parameters in braces.</param>
/// <param name="Id">A name for programs that make clients from the document; no other operation has it.</param>
/// <param name="Summary">A few words.</param>
internal sealed record Operation(string Method, string Path, string Id, string Summary)
{
    /// <summary>What a user has to know beyond the summary.</summary>
    public string Meaning { get; init; } = "";

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The body, in each media type that is taken; none for no body.</summary>
    public IReadOnlyList<Content> Bodies { get; init; } = [];

    /// <summary>Whether a request without a body is refused.</summary>
    public bool IsBodyRequired { get; init; } = true;

    public required IReadOnlyList<Answer> Answers { get; init; }
}
