namespace Larder.Server.Payloads.Transforming;

/// <summary>What became of a payload: its output, or why it has none.</summary>
/// <param name="Body">The answer to a get, <c>{"output":"…"}</c> in UTF-8; null when it was refused.</param>
/// <param name="Refusal">What is too large, in the words of the contract; null when nothing is.</param>
internal readonly record struct Transformation(byte[]? Body, string? Refusal);
