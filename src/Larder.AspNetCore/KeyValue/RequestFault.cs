namespace Larder.AspNetCore.KeyValue;

/// <summary>What is wrong with a request.</summary>
/// <param name="Message">A sentence for the client. It never repeats what was sent.</param>
/// <param name="Place">Whether it stands in the <c>body</c>, the <c>query</c>, the <c>path</c> or a <c>header</c>.</param>
/// <param name="Member">Which member of it; null when it is the whole.</param>
/// <param name="Type">The kind of fault, for programs.</param>
internal sealed record RequestFault(string Message, string Place, string? Member, string Type)
{
    internal static RequestFault Body(string message, string? member = null, string type = "value_error") =>
        new(message, "body", member, type);

    internal static RequestFault Query(string message, string member, string type = "value_error") =>
        new(message, "query", member, type);

    internal static RequestFault Path(string message) => new(message, "path", "key", "value_error");

    internal static RequestFault Header(string message, string name) => new(message, "header", name, "value_error");
}
