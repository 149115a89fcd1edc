using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;
using Larder.Engine;
using Larder.Engine.Store;

namespace Larder.Benchmarks.Contestants;

/// <summary>Larder's store with its default policy.</summary>
internal readonly struct LarderLong : IContestant<LarderLong, long>
{
    private readonly MemoryStore<long, Payload> _store;
    private readonly Lifetime _lifetime;

    private LarderLong(MemoryStore<long, Payload> store, Lifetime lifetime)
    {
        _store = store;
        _lifetime = lifetime;
    }

    public static LarderLong Create(Shape shape)
    {
        var options = new StoreOptions { Capacity = shape.Capacity, Statistics = shape.Statistics };
        var store = shape.Lifetime is Lifetime.SlidingAndWeighed
            ? new MemoryStore<long, Payload>(
                options with { Capacity = shape.Capacity * (long)FixedWeigher<long>.Weight },
                weigher: new FixedWeigher<long>())
            : new MemoryStore<long, Payload>(options);
        return new LarderLong(store, shape.Lifetime);
    }

    public void Fill(long key, Payload value) => _store.Set(key, value, _lifetime switch
    {
        Lifetime.Expiring => new EntryOptions { Expiration = Shape.Hour },
        Lifetime.SlidingAndWeighed => new EntryOptions { Sliding = Shape.Hour },
        _ => default,
    });

    public bool TryGet(long key, [MaybeNullWhen(false)] out Payload value) => _store.TryGet(key, out value);

    public void Set(long key, Payload value) => _store.Set(key, value);

    public Payload GetOrAdd(long key, Maker maker) => _store.GetOrAdd(key, maker, static (_, m) => m.Make());

    public void Settle() => _store.CatchUp();
}
