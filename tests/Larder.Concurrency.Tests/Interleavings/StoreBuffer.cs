namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>A store that its own processor has done and others do not see yet.</summary>
/// <remarks>
/// Every processor we run on may let a later load overtake an earlier store; a release store does not prevent it, only
/// a full fence does. The model thread of <see cref="Drain"/> brings the store out at any moment it likes, and
/// <see cref="Fence"/> waits until it is out. One store at a time is enough for the protocols here.
/// </remarks>
internal sealed class StoreBuffer<T>(T[] memory)
    where T : struct
{
    private int _index = -1;
    private T _value;
    private bool _isClosed;

    private bool IsEmpty => _index < 0;

    /// <summary>Stores; part of the step under way.</summary>
    internal void Store(int index, T value)
    {
        Model.Expect(IsEmpty, "The model of a store buffer holds one store at a time.");
        (_index, _value) = (index, value);
    }

    /// <summary>Loads as the storing thread does: its own store is seen at once.</summary>
    internal T Load(int index) => index == _index ? _value : memory[index];

    /// <summary>A step that can be taken when the store is out.</summary>
    internal Step Fence(string name) => new(name, () => IsEmpty);

    /// <summary>Says that the storing thread is at its end, so that draining ends too.</summary>
    internal void Close() => _isClosed = true;

    /// <summary>The steps of the processor.</summary>
    internal IEnumerable<Step> Drain()
    {
        while (true)
        {
            yield return new Step("brings a store out", () => !IsEmpty || _isClosed);
            if (IsEmpty) yield break;
            memory[_index] = _value;
            _index = -1;
            _value = default;
        }
    }
}
