namespace Larder.Server.Description;

/// <summary>Operations that belong together; a tag of the document.</summary>
/// <param name="Name">The tag. Groups of several modules may share one; the meaning of the first is told.</param>
/// <param name="Meaning">A sentence or two.</param>
/// <param name="Operations">The operations, writes before the reads that depend on them.</param>
internal sealed record OperationGroup(string Name, string Meaning, IReadOnlyList<Operation> Operations)
{
    /// <summary>The form of the errors that the door answers with before the group is asked.</summary>
    public Type Error { get; init; } = typeof(ErrorModels.ErrorText);

    /// <summary>Whether the door lets everybody through to it, whatever was set.</summary>
    public bool IsAlwaysOpen { get; init; }
}
