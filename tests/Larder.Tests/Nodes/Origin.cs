namespace Larder.Tests.Nodes;

/// <summary>The one source behind several nodes: for each key a number that only grows.</summary>
/// <remarks>Invariants: each number moves by atomic addition alone.</remarks>
internal sealed class Origin(int keys)
{
    private readonly long[] _versions = new long[keys];

    internal int Keys => _versions.Length;

    internal static string NameOf(int key) => $"item:{key}";

    internal static string TagOf(int key) => key % 2 == 0 ? "even" : "odd";

    // Partner: the addition in Change, by any thread.
    internal long Read(int key) => Interlocked.Read(ref _versions[key]);

    internal long Change(int key) => Interlocked.Increment(ref _versions[key]);
}
