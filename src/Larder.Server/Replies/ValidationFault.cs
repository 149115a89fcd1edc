namespace Larder.Server.Replies;

/// <summary>One thing that is wrong with a request, in the words that clients of FastAPI compare.</summary>
/// <param name="Type">The kind of fault, such as <c>missing</c>.</param>
/// <param name="Message">The sentence for people.</param>
/// <param name="Field">The member of the body, or the name in the address; null for the body itself.</param>
/// <param name="Index">The element of the member, or the position in the body; null for the whole.</param>
/// <param name="Input">What was sent there, as raw JSON; empty for null.</param>
/// <param name="Context">What the message was made from, as raw JSON; null for nothing.</param>
/// <param name="Place">Which part of the request: <c>body</c>, <c>path</c> or <c>query</c>.</param>
internal sealed record ValidationFault(
    string Type,
    string Message,
    string? Field = null,
    int? Index = null,
    ReadOnlyMemory<byte> Input = default,
    ReadOnlyMemory<byte>? Context = null,
    string Place = "body");
