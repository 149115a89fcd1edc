using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Larder.Engine.Time;

/// <summary>A monotonic clock that is cheap to read and a little late.</summary>
/// <remarks>
/// <para>
/// Over <see cref="TimeProvider.System"/> the time is a field, advanced every <see cref="Tick"/> by one thread of the
/// process while somebody holds a lease, and by whoever calls <see cref="Advance"/>. It is at most a tick late, plus
/// what the scheduler and the resolution of the system clock add. The thread is its own: a thread pool that starves
/// does not stop the time. Over any other provider, a manual clock say, each reading asks the provider.
/// </para>
/// <para>
/// Invariants.
/// <list type="bullet">
/// <item><c>_now</c> never decreases: it is written by compare-and-swap in <see cref="Advance"/> alone.</item>
/// <item>A reading is correct to the last <see cref="Advance"/>, by anyone. While a lease is held that is at most a
/// tick ago, and the ticking thread makes it so.</item>
/// <item><c>_leases</c> and <c>_ticker</c> are guarded by <c>_gate</c>; there is a ticker exactly while there are
/// leases. A ticker that was stopped may run once more beside its successor, which is harmless because advancing
/// is.</item>
/// </list>
/// All members may run together. No user code runs under the lock.
/// </para>
/// </remarks>
public sealed class CoarseClock
{
    /// <summary>How often the clock of the system advances by itself while leased.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(15);

    private static readonly CoarseClock OfSystem = new(provider: null);

    /// <summary>Null for the clock of the system.</summary>
    private readonly TimeProvider? _provider;

    private readonly Lock _gate = new();
    private int _leases;
    private Ticker? _ticker;
    private long _now;

    /// <summary>A clock over a provider; null for one over the system, beside that of the process, for tests.</summary>
    internal CoarseClock(TimeProvider? provider)
    {
        _provider = provider;
        _now = provider is null ? 0 : long.MaxValue;
        Advance();
    }

    /// <summary>The time since an arbitrary moment, in ticks of 100 ns. Never goes back.</summary>
    public long Now
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _provider is null
            // The partner is the exchange in Advance. Volatile, so that no loop keeps an old time.
            ? Volatile.Read(ref _now)
            : FromProvider(_provider);
    }

    /// <summary>
    /// The time where it is a field, and the end of time where a provider has to be asked: what is due after this is
    /// certainly not due yet, and one load tells.
    /// </summary>
    public long NowIfCheap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref _now); // partner: the exchange in Advance
    }

    /// <summary>Whether the thread that advances the time runs.</summary>
    internal bool IsTicking
    {
        get
        {
            lock (_gate)
            {
                return _ticker is not null;
            }
        }
    }

    /// <summary>The clock over a provider: one for the whole process over the system's.</summary>
    /// <param name="provider">Where the time comes from.</param>
    /// <returns>The clock. Clocks over one provider agree.</returns>
    public static CoarseClock Over(TimeProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);

        return ReferenceEquals(provider, TimeProvider.System) ? OfSystem : new CoarseClock(provider);
    }

    /// <summary>Brings the time up to date: cheap enough for every miss and every write.</summary>
    /// <returns>The time now.</returns>
    public long Advance()
    {
        if (_provider is not null)
        {
            return FromProvider(_provider);
        }

        // Milliseconds are fine enough for a clock that ticks every fifteen, and cost a fraction of a precise
        // timestamp.
        long read = Environment.TickCount64 * TimeSpan.TicksPerMillisecond;
        // The partner of this read, and of Now, is the exchange below.
        long seen = Volatile.Read(ref _now);

        // Each turn means that another thread brought the time forward, which it can do only up to the present: the
        // loop ends when the time is as late as our reading.
        while (read > seen)
        {
            long found = Interlocked.CompareExchange(ref _now, read, seen);
            if (found == seen)
            {
                return read;
            }

            seen = found;
        }

        return seen;
    }

    /// <summary>Keeps the time moving by itself until the lease is disposed, or forgotten and collected.</summary>
    /// <returns>The lease. Disposing it twice is allowed.</returns>
    public IDisposable AcquireLease()
    {
        if (_provider is null)
        {
            lock (_gate)
            {
                Debug.Assert(_leases > 0 == _ticker is not null, "There is a ticker exactly while there are leases.");

                // The thread first: if it cannot be started there is no lease.
                _ticker ??= new Ticker(this);
                _leases++;
            }

            Advance();
        }

        return new ClockLease(this);
    }

    /// <summary>Called once for each lease.</summary>
    internal void Release()
    {
        if (_provider is not null)
        {
            return;
        }

        lock (_gate)
        {
            Debug.Assert(_leases > 0, "A lease is released once.");

            if (--_leases == 0)
            {
                _ticker?.Stop();
                _ticker = null;
            }
        }
    }

    /// <summary>
    /// Stamps of the provider in ticks of 100 ns, by whole numbers: a double would lose ticks after years.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long FromProvider(TimeProvider provider)
    {
        long stamp = provider.GetTimestamp();
        long frequency = provider.TimestampFrequency;

        if (frequency == TimeSpan.TicksPerSecond)
        {
            return stamp;
        }

        return frequency % TimeSpan.TicksPerSecond == 0
            ? stamp / (frequency / TimeSpan.TicksPerSecond)
            : (long)((Int128)stamp * TimeSpan.TicksPerSecond / frequency);
    }
}
