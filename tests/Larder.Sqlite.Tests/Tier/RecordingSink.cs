using System.Collections.Concurrent;
using Larder.Invalidation;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>A sink that writes down what it is told, and throws when a test wants it to.</summary>
internal sealed class RecordingSink : IInvalidationSink
{
    private readonly ConcurrentQueue<string> _told = new();

    public Guid Origin { get; } = Guid.NewGuid();

    internal IReadOnlyList<string> Told => [.. _told];

    internal bool Throws { get; set; }

    public void Apply(CacheInvalidation what)
    {
        if (Throws)
        {
            throw new InvalidOperationException("The sink was told to fail.");
        }

        _told.Enqueue($"{what.Kind}/{what.Match} {what.Key}{what.Pattern}{string.Join('+', what.Tags)}{(what.TierMissedIt ? ", and the tier missed it" : "")}");
    }

    public void Distrust() => _told.Enqueue(nameof(Distrust));

    public void Trust() => _told.Enqueue(nameof(Trust));

    internal void Forget() => _told.Clear();
}
