namespace Larder;

/// <summary>Puts the options of calls over those of one cache.</summary>
/// <remarks>
/// Invariants: <see cref="_last"/> is null or a whole, immutable pair. Several threads may overwrite it; the worst outcome
/// is that options are merged once more.
/// </remarks>
internal sealed class OptionsResolver(ResolvedOptions defaults)
{
    // Call sites keep their options in a static field, so the options of the last call are most often those of this one.
    private Pair? _last;

    internal ResolvedOptions Defaults { get; } = defaults;

    internal ResolvedOptions Resolve(CacheEntryOptions? call)
    {
        if (call is null)
        {
            return Defaults;
        }

        var last = Volatile.Read(ref _last); // partner: the write below, which publishes a finished pair
        if (last is not null && ReferenceEquals(last.Call, call))
        {
            return last.Resolved;
        }

        var resolved = ResolvedOptions.Merge(call, Defaults);
        Volatile.Write(ref _last, new Pair(call, resolved)); // partner: the read above
        return resolved;
    }

    private sealed record Pair(CacheEntryOptions Call, ResolvedOptions Resolved);
}
