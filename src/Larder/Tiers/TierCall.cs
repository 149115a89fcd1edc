namespace Larder.Tiers;

/// <summary>One question to a tier. Static, so that asking allocates no closure.</summary>
/// <typeparam name="TState">What the question is about.</typeparam>
/// <typeparam name="T">What the answer is.</typeparam>
internal delegate ValueTask<T> TierCall<in TState, T>(ICacheTier tier, TState state, CancellationToken cancellationToken);
