namespace Larder.Server.Payloads;

/// <summary>What became of a post.</summary>
/// <param name="IsHit">Whether the payload was known, or was being computed for somebody else.</param>
/// <param name="Refusal">What is too large about it; null when it is stored.</param>
internal readonly record struct PayloadAnswer(bool IsHit, string? Refusal);
