using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>No cache at all: what the loop itself costs, reading the order and each key.</summary>
internal readonly struct NothingLong : IContestant<NothingLong, long>
{
    private readonly Payload[] _payloads;

    private NothingLong(Payload[] payloads) => _payloads = payloads;

    public static NothingLong Create(Shape shape) => new([new Payload(), new Payload()]);

    public void Fill(long key, Payload value)
    {
        // There is nowhere to put it.
    }

    public bool TryGet(long key, [MaybeNullWhen(false)] out Payload value)
    {
        value = _payloads[(int)key & 1];
        return true;
    }

    public void Set(long key, Payload value) => _payloads[(int)key & 1] = value;

    public Payload GetOrAdd(long key, Maker maker) => _payloads[(int)key & 1];

    public void Settle()
    {
        // Nothing is put off.
    }
}
