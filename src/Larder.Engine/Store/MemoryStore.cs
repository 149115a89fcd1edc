using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Larder.Engine.Entries;
using Larder.Engine.Eviction;
using Larder.Engine.Expiry;
using Larder.Engine.Flights;
using Larder.Engine.Keys;
using Larder.Engine.Maintenance;
using Larder.Engine.Pressure;
using Larder.Engine.Statistics;
using Larder.Engine.Table;
using Larder.Engine.Time;

namespace Larder.Engine.Store;

/// <summary>A bounded store in memory that any number of threads may use at once.</summary>
/// <remarks>
/// <para>A hit takes no lock, allocates nothing, and writes at most one byte of the entry, and that only until the entry
/// is known to be popular. Writes take the lock of one stripe. Which entry leaves when the store is full is decided
/// while others are written, never while one is read.</para>
/// <para>Invariants.</para>
/// <list type="bullet">
/// <item>A look-up returns a value that was written under exactly that key, whole, and not removed, replaced or expired
/// before the look-up began.</item>
/// <item>Entries are linked, replaced, retired and their flights killed under the stripe lock of their key; the table,
/// the flights and the counts of a stripe therefore always agree.</item>
/// <item>An entry is retired before its value is cleared (release barrier in <c>Retire</c>), and a reader takes the
/// value before it looks whether the entry is retired (acquire barrier in <c>TryGet</c>): a cleared value is never
/// returned.</item>
/// <item>When quiet, the entries (or their weight) are at most <see cref="Capacity"/>; while writers run, at most
/// <see cref="WriteBacklog"/> entries and one for each writing thread more.</item>
/// <item>Comparers run under a stripe lock and must not call back. Factories, weighers and listeners run with no lock
/// held.</item>
/// </list>
/// </remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed partial class MemoryStore<TKey, TValue> : IDisposable, IAsyncDisposable
    where TKey : notnull
{
    /// <summary>How many written entries may wait for maintenance before writers help: the bound of the overshoot.</summary>
    public const int WriteBacklog = PendingWrites.Capacity;

    // Whether one store instruction writes a value whole, so that it can be overwritten under the eyes of readers.
    private static readonly bool ValueIsAtomic =
        !typeof(TValue).IsValueType || typeof(TValue).IsPrimitive || typeof(TValue).IsEnum;

    private readonly EntryTable<TKey, TValue> _table;
    private readonly KeyComparer<TKey> _keys;
    private readonly ReadCounter? _reads;
    private readonly byte _touchLimit;
    private readonly CoarseClock _clock;
    private readonly IEvictionPolicy _policy;
    private readonly StripeSet _stripes;
    private readonly FlightTable<TKey> _flights;
    private readonly MaintenanceLoop _maintenance;
    private readonly IWeigher<TKey, TValue>? _weigher;
    private readonly RemovalNews<TKey, TValue>? _news;
    private readonly MemoryPressure? _pressure;
    private readonly bool _tracksRecency;
    private IDisposable? _lease;
    private long _pinnedWeight;
    private bool _disposed;

    /// <summary>Builds an empty store.</summary>
    /// <param name="options">How it is built; all faults are reported at once.</param>
    /// <param name="comparer">How keys are compared. Default null: as their type does, strings ordinally.</param>
    /// <param name="weigher">What entries weigh. Default null: one each, so that the capacity counts entries.</param>
    /// <param name="listener">Who hears of every entry that leaves. Default null: nobody.</param>
    /// <exception cref="ArgumentException">The options contradict themselves; the message lists every fault.</exception>
    public MemoryStore(
        StoreOptions options,
        IEqualityComparer<TKey>? comparer = null,
        IWeigher<TKey, TValue>? weigher = null,
        IRemovalListener<TKey, TValue>? listener = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Throw.IfFaulty(options.Validate(), nameof(options));

        Capacity = options.Capacity;
        Eviction = options.Eviction;
        _weigher = weigher;
        _news = listener is null ? null : new RemovalNews<TKey, TValue>(listener);
        _keys = new KeyComparer<TKey>(options.HashSeed ?? HashSeed.OfProcess, comparer);
        _clock = CoarseClock.Over(options.Time);
        _stripes = new StripeSet(Environment.ProcessorCount);
        _table = new EntryTable<TKey, TValue>(_keys, _stripes, weigher is null ? options.Capacity : long.MaxValue);
        _flights = new FlightTable<TKey>(_keys, _stripes);
        _reads = options.Statistics ? new ReadCounter() : null;
        _maintenance = new MaintenanceLoop(options, weigher is not null, _clock, new Sink(this));
        _policy = _maintenance.Policy;
        _tracksRecency = _policy.TracksRecency;
        _touchLimit = _tracksRecency ? byte.MaxValue : _policy.TouchLimit;
        _pressure = MemoryPressure.Start(
            options.MemoryPressure,
            options.Time,
            () => new StoreLoad((int)Math.Min(Count, int.MaxValue), Weight, Capacity),
            wanted => _maintenance.Trim(wanted, RemovalCause.Pressure));
    }

    /// <summary>The most the store holds: entries, or total weight when it was given a weigher.</summary>
    public long Capacity { get; }

    /// <summary>Which entry leaves when the store is full.</summary>
    public EvictionPolicy Eviction { get; }

    /// <summary>The number of living entries; exact when nobody writes. Costs the same however many there are.</summary>
    public long Count => _stripes.TotalCount();

    /// <summary>The weight of the living entries; exact when nobody writes.</summary>
    public long Weight => _stripes.TotalWeight();

    /// <summary>Looks a key up. Takes no lock and allocates nothing on a hit.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, when there is one.</param>
    /// <returns>Whether there is a living entry.</returns>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (key is null)
        {
            Throw.NullKey();
        }

        if (!_keys.IsPlain)
        {
            return TryGetByComparer(key, out value);
        }

        // From here on a hit calls nothing, and every other way ends in one call: so nothing has to be kept across calls.
        var hash = _keys.HashPlain(key);
        var entry = _table.FindPlain(key, hash, out var walked);
        return entry is null ? Miss(key, hash, walked, out value) : TryTake(entry, hash, out value);
    }

    /// <summary>What the store has done and holds. Hits and misses are zero when statistics are off.</summary>
    /// <returns>A snapshot; exact when nobody uses the store.</returns>
    public StoreStatistics GetStatistics()
    {
        var reads = _reads?.Read() ?? default;
        var totals = _stripes.Totals();
        return totals with
        {
            Hits = reads.Hits,
            Misses = reads.Misses,
            ListenerFailures = _news?.Failures ?? 0,
        };
    }

    /// <summary>
    /// Frees what the store holds. Look-ups then miss, writes throw. A check of the memory that is running ends by itself;
    /// <see cref="DisposeAsync"/> waits for it.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        // Closing the watch is all that has to happen now: no check begins after it, and one that runs finds nothing.
        _ = _pressure?.DisposeAsync().AsTask();
        _maintenance.Dispose();
        Clear();
        Interlocked.Exchange(ref _lease, null)?.Dispose();
    }

    /// <summary>
    /// Frees what the store holds, and waits for whatever it started. Not to be awaited from inside a listener, which it
    /// may be waiting for.
    /// </summary>
    /// <returns>Ends when nothing of the store runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await _maintenance.DisposeAsync().ConfigureAwait(false);
        if (_pressure is not null)
        {
            await _pressure.DisposeAsync().ConfigureAwait(false);
        }
    }
}
