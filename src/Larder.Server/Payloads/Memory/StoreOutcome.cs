namespace Larder.Server.Payloads.Memory;

/// <summary>What became of storing a payload.</summary>
/// <param name="Refusal">What is too large about it; null when its row is durable.</param>
internal sealed record StoreOutcome(string? Refusal)
{
    public static readonly StoreOutcome Stored = new(Refusal: null);
}
