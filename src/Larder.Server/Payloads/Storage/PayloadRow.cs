namespace Larder.Server.Payloads.Storage;

/// <summary>One payload as the database keeps it.</summary>
/// <param name="Id">The SHA-256 of <paramref name="Input"/>, so that a row proves itself.</param>
/// <param name="Input">The canonical form.</param>
/// <param name="Output">The body of the answer, <c>{"output":"…"}</c>.</param>
internal sealed record PayloadRow(string Id, string Input, string Output);
