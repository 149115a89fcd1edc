using Larder.Invalidation;
using Larder.Testing;
using Larder.Tests.Invalidation;

namespace Larder.Tests.Nodes;

/// <summary>A bus whose messages arrive when a test has them arrive, and that knows what the origin held when each was issued.</summary>
/// <remarks>
/// Invariants: what a message tells is noted, under <c>_gate</c>, before the message is on its way. A message that no change of the
/// test has issued, as those of recovery, tells nothing that has to be true.
/// </remarks>
internal sealed class NewsUnderTest(Origin origin, TimeProvider clock) : IInvalidationBus
{
    private readonly Lock _gate = new();
    private readonly QueuedInvalidationBus _bus = new();
    private readonly Dictionary<CacheInvalidation, Told> _told = new(ReferenceEqualityComparer.Instance);
    private readonly AsyncLocal<int[]?> _changing = new();

    /// <summary>What is told from now on, in this flow of calls, is about these keys.</summary>
    internal int[]? Changing
    {
        set => _changing.Value = value;
    }

    public ValueTask PublishAsync(CacheInvalidation what, CancellationToken cancellationToken = default)
    {
        var keys = _changing.Value ?? [];
        lock (_gate) _told[what] = new Told(keys, [.. keys.Select(origin.Read)], clock.GetUtcNow());
        return _bus.PublishAsync(what, cancellationToken);
    }

    public IDisposable Subscribe(string cacheName, IInvalidationSink sink) => _bus.Subscribe(cacheName, sink);

    /// <summary>Delivers the oldest message to a node.</summary>
    /// <returns>What it told; null when there was none.</returns>
    internal Told? Deliver(int node)
    {
        if (Oldest(node) is not { } told) return null;
        Assert.True(_bus.Deliver(node));
        return told;
    }

    /// <summary>How long the oldest message to a node has been on its way.</summary>
    internal TimeSpan AgeOfOldest(int node) => Oldest(node) is { } told ? clock.GetUtcNow() - told.At : TimeSpan.Zero;

    internal void CutOff(int node) => _bus.CutOff(node);

    internal void Join(int node) => _bus.Join(node);

    private Told? Oldest(int node)
    {
        lock (_gate) return _bus.PendingFor(node) is [var oldest, ..] ? _told[oldest] : null;
    }

    /// <summary>What a message told.</summary>
    /// <param name="Keys">Of which keys.</param>
    /// <param name="Versions">The oldest versions of them that are true.</param>
    /// <param name="At">When it was issued.</param>
    internal sealed record Told(int[] Keys, long[] Versions, DateTimeOffset At);
}
