namespace Larder.Tests.Nodes;

/// <summary>A read whose factory has asked the origin and not answered yet.</summary>
/// <param name="Read">The read.</param>
/// <param name="Answer">Lets the factory answer.</param>
/// <param name="Floor">What the read must return at least.</param>
internal sealed record SlowLoad(Task<long> Read, TaskCompletionSource Answer, long Floor);
