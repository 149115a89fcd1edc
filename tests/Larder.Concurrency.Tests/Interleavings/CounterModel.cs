namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>The textbook race: two threads that each add one, with or without a lock.</summary>
internal sealed class CounterModel(bool withLock) : Model
{
    private readonly ModelLock _lock = new();
    private int _counter;

    internal override IEnumerable<ModelThread> Threads() =>
        [new("first", Increment()), new("second", Increment())];

    internal override void AssertAtEnd() => Expect(_counter == 2, $"An update was lost: the counter is {_counter}.");

    private IEnumerable<Step> Increment()
    {
        if (withLock) yield return _lock.Take("takes the lock");
        yield return "reads the counter";
        var seen = _counter;
        yield return "writes the counter";
        _counter = seen + 1;
        if (withLock) _lock.LetGo();
    }
}
