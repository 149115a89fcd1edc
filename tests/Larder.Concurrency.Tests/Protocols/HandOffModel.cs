using Larder.Concurrency.Tests.Interleavings;

namespace Larder.Concurrency.Tests.Protocols;

/// <summary>Three writers, a policy lock, and a bounded buffer for those who find the lock taken.</summary>
/// <remarks>
/// What must never be: an entry is still in the buffer when all are quiet, is accepted twice, or is accepted by
/// somebody who does not hold the lock. A slot is won in one step and filled in another, and the store that fills it
/// reaches memory later still, when the processor likes, unless a fence waits for it. Trying a lock that is taken is
/// no fence: <see cref="Lock.TryEnter()"/> reads the state of the lock and gives up, without an interlocked
/// instruction.
/// </remarks>
internal sealed class HandOffModel : Model
{
    private const int Writers = 3;
    private const int Capacity = 2;

    private readonly HandOffFault _fault;
    private readonly ModelLock _policy = new();
    private readonly int[] _slots = new int[Capacity];
    private readonly StoreBuffer<int>[] _buffers;
    private readonly int[] _accepted = new int[Writers + 1];
    private int _tail;
    private int _head;

    internal HandOffModel(HandOffFault fault)
    {
        _fault = fault;
        _buffers = [.. Enumerable.Range(0, Writers).Select(_ => new StoreBuffer<int>(_slots))];
    }

    internal override IEnumerable<ModelThread> Threads()
    {
        for (var i = 0; i < Writers; i++)
        {
            yield return new ModelThread($"writer {i + 1}", Post(i + 1, _buffers[i]));
            yield return new ModelThread($"processor of writer {i + 1}", _buffers[i].Drain());
        }
    }

    internal override void AssertAlways() =>
        Expect(Array.TrueForAll(_accepted, static times => times <= 1), "An entry was accepted twice.");

    internal override void AssertAtEnd()
    {
        Expect(!_policy.IsHeld, "The policy lock was never let go.");
        Expect(_head == _tail, "An entry was left in the buffer.");
        Expect(_accepted.Sum() == Writers, "An entry was not accepted.");
    }

    private IEnumerable<Step> Post(int entry, StoreBuffer<int> buffer)
    {
        yield return "tries the policy lock";
        var holds = _policy.TryTake();
        if (!holds)
        {
            yield return "wins a slot, or finds the buffer full";
            var position = _tail;
            if (position - _head < Capacity)
            {
                _tail++;
                yield return "fills its slot";
                buffer.Store(position % Capacity, entry);
                if (_fault != HandOffFault.NoFenceAfterPush) yield return buffer.Fence("waits for its store to be out");
                foreach (var step in DrainIfFree(buffer)) yield return step;
                buffer.Close();
                yield break;
            }

            yield return _policy.Take("waits for the policy lock");
        }

        foreach (var step in Drain(buffer)) yield return step;
        yield return "accepts its own entry";
        _accepted[entry]++;
        foreach (var step in LetGoAndLookAgain(buffer)) yield return step;
        buffer.Close();
    }

    private IEnumerable<Step> LetGoAndLookAgain(StoreBuffer<int> buffer)
    {
        var lookedEarly = false;
        if (_fault == HandOffFault.HolderLooksBeforeLettingGo)
        {
            yield return "looks into the buffer before it lets go";
            lookedEarly = buffer.Load(_head % Capacity) == 0;
        }

        // Letting the lock go is a full fence: the lock of the runtime does it by an interlocked instruction.
        yield return buffer.Fence("lets the policy lock go");
        _policy.LetGo();
        if (_fault == HandOffFault.HolderLooksOnce || lookedEarly) yield break;
        foreach (var step in DrainIfFree(buffer)) yield return step;
    }

    private IEnumerable<Step> DrainIfFree(StoreBuffer<int> buffer)
    {
        while (true)
        {
            yield return "looks into the buffer";
            if (buffer.Load(_head % Capacity) == 0) yield break;
            if (_fault == HandOffFault.WriterTriesOnce) yield break;
            yield return "tries the policy lock again";
            if (!_policy.TryTake()) yield break;
            foreach (var step in Drain(buffer)) yield return step;
            yield return buffer.Fence("lets the policy lock go");
            _policy.LetGo();
        }
    }

    private IEnumerable<Step> Drain(StoreBuffer<int> buffer)
    {
        for (var i = 0; i < Capacity; i++)
        {
            yield return "takes an entry from the buffer";
            var slot = _head % Capacity;
            var entry = buffer.Load(slot);
            if (entry == 0) yield break;
            Expect(_policy.IsHeld, "Somebody drains the buffer without the lock.");
            yield return buffer.Fence("gives the slot back, emptied");
            _slots[slot] = 0;
            _head++;
            _accepted[entry]++;
        }
    }
}
