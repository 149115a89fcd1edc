namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>One run of a model, step by step, in an order that is chosen from outside.</summary>
internal sealed class ModelRun
{
    private readonly List<string> _schedule = [];
    private readonly ModelThread[] _threads;
    private readonly IEnumerator<Step>?[] _positions;

    internal ModelRun(Model model)
    {
        Model = model;
        _threads = [.. model.Threads()];
        _positions = [.. _threads.Select(static thread => thread.Steps.GetEnumerator())];
        for (var i = 0; i < _positions.Length; i++) Move(i);
    }

    internal Model Model { get; }

    /// <summary>The steps taken so far, as a report tells them.</summary>
    internal IReadOnlyList<string> Schedule => _schedule;

    internal bool HasEnded => Array.TrueForAll(_positions, static position => position is null);

    /// <summary>The threads that can take a step now.</summary>
    internal IEnumerable<int> Choices() => Enumerable.Range(0, _threads.Length).Where(IsPossible);

    /// <summary>The threads that wait for what never comes, with the step they wait for.</summary>
    internal string Waiting() => string.Join(", ", Enumerable.Range(0, _threads.Length)
        .Where(thread => _positions[thread] is not null)
        .Select(thread => $"{_threads[thread].Name} ({_positions[thread]!.Current.Name})"));

    /// <summary>Lets one thread take its next step.</summary>
    internal void Take(int thread)
    {
        var step = _positions[thread]!.Current;
        _schedule.Add($"{_threads[thread].Name} {step.Name}");
        step.Effect?.Invoke();
        Move(thread);
    }

    internal UInt128 Fingerprint() => StateFingerprint.Of(Model, _positions);

    private bool IsPossible(int thread) =>
        _positions[thread] is { } position && position.Current.IsPossible?.Invoke() != false;

    private void Move(int thread)
    {
        if (!_positions[thread]!.MoveNext()) _positions[thread] = null;
    }
}
