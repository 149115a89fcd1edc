using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>No cache at all: what the loop itself costs, reading the order and touching each key.</summary>
internal readonly struct NothingText : IContestant<NothingText, Text>
{
    private readonly Payload[] _payloads;

    private NothingText(Payload[] payloads) => _payloads = payloads;

    public static NothingText Create(Shape shape) => new([new Payload(), new Payload()]);

    public void Fill(Text key, Payload value)
    {
        // There is nowhere to put it.
    }

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value)
    {
        value = _payloads[key.Value.Length & 1];
        return true;
    }

    public void Set(Text key, Payload value) => _payloads[key.Value.Length & 1] = value;

    public Payload GetOrAdd(Text key, Maker maker) => _payloads[key.Value.Length & 1];

    public void Settle()
    {
        // Nothing is put off.
    }
}
