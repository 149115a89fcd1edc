namespace Larder.Reading;

/// <summary>The loads in whose factories the current flow of execution stands, the innermost first.</summary>
/// <remarks>
/// Flows with the execution context into everything a factory calls, and into what it leaves running: a scope that has
/// ended counts no more.
/// <para>Invariants: <c>_ended</c> goes from false to true once; whoever reads it late takes a load for running that has
/// just ended, which its own flow cannot do.</para>
/// </remarks>
internal sealed class LoadScope(object cache, IReadOnlyCollection<string> keys, LoadScope? outer)
{
    private static readonly AsyncLocal<LoadScope?> Innermost = new();
    private bool _ended;

    /// <summary>Enters a scope; the caller's flow keeps its own, because an async method gives such changes back.</summary>
    internal static LoadScope Enter(object cache, IReadOnlyCollection<string> keys)
    {
        var scope = new LoadScope(cache, keys, Innermost.Value);
        Innermost.Value = scope;
        return scope;
    }

    /// <summary>Whether the flow stands in a load of the cache.</summary>
    internal static bool IsInside(object cache)
    {
        for (var scope = Innermost.Value; scope is not null; scope = scope.Outer)
        {
            if (ReferenceEquals(scope.Cache, cache) && !scope.HasEnded)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the flow stands in the load of a key of the cache, and would wait for itself.</summary>
    internal static bool IsLoading(object cache, string key)
    {
        for (var scope = Innermost.Value; scope is not null; scope = scope.Outer)
        {
            if (ReferenceEquals(scope.Cache, cache) && !scope.HasEnded && scope.Keys.Contains(key, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    internal void End() => Volatile.Write(ref _ended, true); // partner: the read in HasEnded

    private object Cache { get; } = cache;

    private IReadOnlyCollection<string> Keys { get; } = keys;

    private LoadScope? Outer { get; } = outer;

    private bool HasEnded => Volatile.Read(ref _ended); // partner: the write in End
}
