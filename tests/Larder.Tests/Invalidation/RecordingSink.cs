using System.Collections.Concurrent;
using Larder.Invalidation;

namespace Larder.Tests.Invalidation;

/// <summary>A sink that writes down what it is told, and throws when a test wants it to.</summary>
internal sealed class RecordingSink : IInvalidationSink
{
    private readonly ConcurrentQueue<string> _told = new();

    public Guid Origin { get; } = Guid.NewGuid();

    /// <summary>What was called, in order: the kind of a message, or the name of the method.</summary>
    public IReadOnlyList<string> Told => [.. _told];

    /// <summary>Runs before a message is written down.</summary>
    public Action<CacheInvalidation> OnApply { get; set; } = static _ => { };

    /// <summary>Runs before a trust is written down.</summary>
    public Action OnTrust { get; set; } = static () => { };

    public void Apply(CacheInvalidation what)
    {
        OnApply(what);
        _told.Enqueue($"{what.Kind} {what.Key}".TrimEnd());
    }

    public void Distrust() => _told.Enqueue(nameof(Distrust));

    public void Trust()
    {
        OnTrust();
        _told.Enqueue(nameof(Trust));
    }
}
