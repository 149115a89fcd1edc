using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;
using Larder.Engine;
using Larder.Engine.Store;

namespace Larder.Benchmarks.Contestants;

/// <summary>Larder's store with its default policy.</summary>
internal readonly struct LarderText : IContestant<LarderText, Text>
{
    private readonly MemoryStore<string, Payload> _store;
    private readonly Lifetime _lifetime;

    private LarderText(MemoryStore<string, Payload> store, Lifetime lifetime)
    {
        _store = store;
        _lifetime = lifetime;
    }

    public static LarderText Create(Shape shape)
    {
        var options = new StoreOptions { Capacity = shape.Capacity, Statistics = shape.Statistics };
        var store = shape.Lifetime is Lifetime.SlidingAndWeighed
            ? new MemoryStore<string, Payload>(
                options with { Capacity = shape.Capacity * (long)FixedWeigher<string>.Weight },
                weigher: new FixedWeigher<string>())
            : new MemoryStore<string, Payload>(options);
        return new LarderText(store, shape.Lifetime);
    }

    public void Fill(Text key, Payload value) => _store.Set(key.Value, value, _lifetime switch
    {
        Lifetime.Expiring => new EntryOptions { Expiration = Shape.Hour },
        Lifetime.SlidingAndWeighed => new EntryOptions { Sliding = Shape.Hour },
        _ => default,
    });

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value) => _store.TryGet(key.Value, out value);

    public void Set(Text key, Payload value) => _store.Set(key.Value, value);

    public Payload GetOrAdd(Text key, Maker maker) => _store.GetOrAdd(key.Value, maker, static (_, m) => m.Make());

    public void Settle() => _store.CatchUp();
}
