using System.Collections.Concurrent;

namespace Larder.Testing;

/// <summary>Leads code under test through named steps, so that a test decides what happens between them.</summary>
/// <remarks>
/// <para>The code calls <c>await steps.Reach("loaded")</c> and stops there. The test calls
/// <c>await steps.WaitFor("loaded")</c>, does what it likes, and lets the code go on with
/// <c>steps.Release("loaded")</c>.
/// </para>
/// Invariants. A step has two gates, reached and released; each opens once and stays open, so the order of the calls
/// does not matter: a step that was released before it is reached does not stop anybody. Steps are made on first
/// mention and never dropped. Thread-safe through the dictionary and the gates.
/// </remarks>
public sealed class Stepper(TimeSpan? limit = null)
{
    private readonly ConcurrentDictionary<string, Step> _steps = new(StringComparer.Ordinal);

    /// <summary>Called by the code under test: says that it is here, and waits to be released.</summary>
    public Task Reach(string step)
    {
        var (reached, released) = Find(step);
        reached.Open();
        return released.WaitAsync();
    }

    /// <summary>The same as <see cref="Reach"/> for code that is not asynchronous.</summary>
    public void ReachAndBlock(string step)
    {
        var (reached, released) = Find(step);
        reached.Open();
        released.Wait();
    }

    /// <summary>Called by the test: waits until the code is at the step.</summary>
    public Task WaitFor(string step) => Find(step).Reached.WaitAsync();

    /// <summary>Called by the test: lets the code go on from the step.</summary>
    public void Release(string step) => Find(step).Released.Open();

    /// <summary>Whether the code has come to the step.</summary>
    public bool HasReached(string step) => Find(step).Reached.IsOpen;

    private Step Find(string step) => _steps.GetOrAdd(
        step,
        static (name, limit) => new Step(new Gate($"{name} reached", limit), new Gate($"{name} released", limit)),
        limit);

    private sealed record Step(Gate Reached, Gate Released);
}
