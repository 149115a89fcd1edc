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

    /// <summary>The scope in which the current flow stands; null when in none.</summary>
    internal static LoadScope? Current => Innermost.Value;

    /// <summary>Enters a scope; the caller's flow keeps its own, because an async method gives such changes back.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="keys">The keys being loaded.</param>
    /// <param name="outer">Where the caller stands who waits for the load; that a load is detached from him does not change it.</param>
    internal static LoadScope Enter(object cache, IReadOnlyCollection<string> keys, LoadScope? outer)
    {
        var scope = new LoadScope(cache, keys, outer);
        Innermost.Value = scope;
        return scope;
    }

    /// <summary>Whether a flow that stands in a scope stands in a load of the cache.</summary>
    internal static bool IsInside(object cache, LoadScope? innermost)
    {
        for (var scope = innermost; scope is not null; scope = scope.Outer)
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
