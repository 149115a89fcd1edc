using Larder.Engine;
using Larder.Engine.Store;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>A real store whose keys and values are told as numbers, whatever their types are.</summary>
/// <remarks>
/// A value carries the number of its key, so that a value of another key is noticed wherever one is read: make values
/// with <see cref="NumberOf"/>. The harness takes no lock and keeps no state; it adds no ordering of its own.
/// </remarks>
internal abstract class NumberedStore : IDisposable
{
    /// <summary>The heaviest entry of a store with <see cref="TermsKind.Weighted"/>; the lightest weighs one.</summary>
    internal const int HeaviestWeight = 3;

    /// <summary>The deadlines of all timed entries, from the write or from the last access.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const int KeyShift = 40;
    private const int LaneShift = 32;

    internal abstract long Count { get; }

    internal abstract long Weight { get; }

    internal abstract long Capacity { get; }

    /// <summary>A value that no other lane writes, and this lane only once.</summary>
    internal static long NumberOf(int key, int lane, int sequence) =>
        ((long)key << KeyShift) | ((long)lane << LaneShift) | (uint)sequence;

    /// <summary>Which key a value was made for.</summary>
    internal static int KeyOf(long number) => (int)(number >> KeyShift);

    /// <summary>The last argument of <see cref="NumberOf"/>.</summary>
    internal static int SequenceOf(long number) => (int)number;

    /// <summary>What the entry of a value weighs.</summary>
    internal static int WeightOf(TermsKind terms, long number) =>
        terms == TermsKind.Weighted ? 1 + (SequenceOf(number) % HeaviestWeight) : 1;

    /// <summary>
    /// Whether a key may be written never to be removed: as many as half of the capacity, so that none is refused.
    /// </summary>
    internal bool MayBePinned(int key) => key < Capacity / 2;

    /// <summary>Builds a store.</summary>
    /// <param name="shape">What it holds.</param>
    /// <param name="options">How it is built; whatever it says, memory is not watched.</param>
    /// <param name="removed">Who hears of removals. Default null: nobody, and the store has no listener.</param>
    internal static NumberedStore Create(
        StoreShape shape, StoreOptions options, Action<int, long, RemovalCause>? removed = null) =>
        shape.Keys == KeyKind.Text
            ? Create<string, TextKeys>(shape, options, removed)
            : Create<long, NumberKeys>(shape, options, removed);

    internal abstract bool TryGet(int key, out long number);

    internal abstract void Set(int key, long number);

    internal abstract bool TryAdd(int key, long number);

    internal abstract bool TryRemove(int key, out long number);

    internal abstract bool TryRemove(int key, long expected);

    internal abstract bool TryUpdate(int key, long number, long expected);

    internal abstract long GetOrAdd(int key, Func<long> factory);

    internal abstract void Clear();

    internal abstract int Trim(double fraction);

    internal abstract void CatchUp();

    internal abstract StoreStatistics GetStatistics();

    internal abstract IEnumerable<int> ListAll();

    /// <summary>Brings the store to rest and checks its books.</summary>
    internal abstract void AssertInvariants();

    public abstract void Dispose();

    private static NumberedStore Create<TKey, TKeys>(
        StoreShape shape, StoreOptions options, Action<int, long, RemovalCause>? removed)
        where TKey : notnull
        where TKeys : IKeyForm<TKey> =>
        shape.Values switch
        {
            ValueKind.Reference =>
                new Typed<TKey, ReferenceValues.Box, TKeys, ReferenceValues>(shape.Terms, options, removed),
            ValueKind.Large => new Typed<TKey, LargeValues.Quad, TKeys, LargeValues>(shape.Terms, options, removed),
            ValueKind.Number => new Typed<TKey, long, TKeys, NumberValues>(shape.Terms, options, removed),
            _ => new Typed<TKey, PairValues.Pair, TKeys, PairValues>(shape.Terms, options, removed),
        };

    private sealed class Typed<TKey, TValue, TKeys, TValues>
        : NumberedStore, IWeigher<TKey, TValue>, IRemovalListener<TKey, TValue>
        where TKey : notnull
        where TKeys : IKeyForm<TKey>
        where TValues : IValueForm<TValue>
    {
        private readonly MemoryStore<TKey, TValue> _store;
        private readonly TermsKind _terms;
        private readonly Action<int, long, RemovalCause>? _removed;

        internal Typed(TermsKind terms, StoreOptions options, Action<int, long, RemovalCause>? removed)
        {
            _terms = terms;
            _removed = removed;
            _store = new MemoryStore<TKey, TValue>(
                options with { MemoryPressure = MemoryPressureOptions.Off },
                weigher: terms == TermsKind.Weighted ? this : null,
                listener: removed is null ? null : this);
        }

        internal override long Count => _store.Count;

        internal override long Weight => _store.Weight;

        internal override long Capacity => _store.Capacity;

        internal override bool TryGet(int key, out long number)
        {
            var found = _store.TryGet(TKeys.Of(key), out var value);
            number = found ? Read(key, value!) : 0;
            return found;
        }

        internal override void Set(int key, long number) =>
            _store.Set(TKeys.Of(key), TValues.Of(number), TermsOf(key, number));

        internal override bool TryAdd(int key, long number) =>
            _store.TryAdd(TKeys.Of(key), TValues.Of(number), TermsOf(key, number));

        internal override bool TryRemove(int key, out long number)
        {
            var removed = _store.TryRemove(TKeys.Of(key), out TValue? value);
            number = removed ? Read(key, value!) : 0;
            return removed;
        }

        internal override bool TryRemove(int key, long expected) =>
            _store.TryRemove(TKeys.Of(key), TValues.Of(expected));

        internal override bool TryUpdate(int key, long number, long expected) =>
            _store.TryUpdate(TKeys.Of(key), TValues.Of(number), TValues.Of(expected), TermsOf(key, number));

        internal override long GetOrAdd(int key, Func<long> factory) =>
            Read(key, _store.GetOrAdd(TKeys.Of(key), factory, static (_, make) => TValues.Of(make()), TermsOf(key, key)));

        internal override void Clear() => _store.Clear();

        internal override int Trim(double fraction) => _store.Trim(fraction);

        internal override void CatchUp() => _store.CatchUp();

        internal override StoreStatistics GetStatistics() => _store.GetStatistics();

        internal override IEnumerable<int> ListAll() => _store.ListAll().Select(static one => TKeys.NumberOf(one.Key));

        internal override void AssertInvariants() => _store.AssertInvariants();

        public override void Dispose() => _store.Dispose();

        int IWeigher<TKey, TValue>.Weigh(TKey key, TValue value) => WeightOf(_terms, TValues.NumberOf(value));

        void IRemovalListener<TKey, TValue>.OnRemoved(TKey key, TValue value, RemovalCause cause)
        {
            var number = TKeys.NumberOf(key);
            _removed!(number, Read(number, value), cause);
        }

        private static long Read(int key, TValue value)
        {
            var number = TValues.NumberOf(value);
            Assert.True(KeyOf(number) == key, $"Key {key} answered with {number}, a value of key {KeyOf(number)}.");
            return number;
        }

        private EntryOptions TermsOf(int key, long number) => _terms switch
        {
            TermsKind.Pinned => MayBePinned(key) ? PinnedOrNot(SequenceOf(number)) : default,
            TermsKind.Timed => new EntryOptions { Expiration = Lifetime },
            TermsKind.Sliding => new EntryOptions { Sliding = Lifetime },
            TermsKind.Mixed when SequenceOf(number) % 3 == 1 => new EntryOptions { Expiration = Lifetime },
            TermsKind.Mixed when SequenceOf(number) % 3 == 2 => new EntryOptions { Sliding = Lifetime },
            _ => default,
        };

        private static EntryOptions PinnedOrNot(int sequence)
        {
            var pinned = new EntryOptions { Priority = EntryPriority.NeverRemove };
            return (sequence % 5) switch
            {
                0 => default,
                1 => new EntryOptions { Sliding = Lifetime },
                2 => pinned with { Expiration = Lifetime },
                3 => pinned with { Sliding = Lifetime },
                _ => pinned,
            };
        }
    }
}
