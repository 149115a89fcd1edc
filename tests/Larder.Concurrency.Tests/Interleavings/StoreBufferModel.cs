namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>
/// Two threads that each raise a flag and look at the other's: with fences, one of them sees the other.
/// </summary>
internal sealed class StoreBufferModel : Model
{
    private readonly bool _withFence;
    private readonly int[] _flags = new int[2];
    private readonly StoreBuffer<int>[] _buffers;
    private readonly int[] _seen = [-1, -1];

    internal StoreBufferModel(bool withFence)
    {
        _withFence = withFence;
        _buffers = [new StoreBuffer<int>(_flags), new StoreBuffer<int>(_flags)];
    }

    internal override IEnumerable<ModelThread> Threads() =>
    [
        new("first", Announce(0)),
        new("second", Announce(1)),
        new("processor of the first", _buffers[0].Drain()),
        new("processor of the second", _buffers[1].Drain()),
    ];

    internal override void AssertAtEnd() => Expect(_seen[0] + _seen[1] > 0, "Neither saw the other.");

    private IEnumerable<Step> Announce(int self)
    {
        yield return "raises its flag";
        _buffers[self].Store(self, 1);
        if (_withFence) yield return _buffers[self].Fence("waits for its store to be out");
        yield return "looks at the other's flag";
        _seen[self] = _buffers[self].Load(1 - self);
        _buffers[self].Close();
    }
}
