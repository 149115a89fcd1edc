using System.Diagnostics;

namespace Larder.Engine.Pressure;

/// <summary>Looks at the memory of the process at intervals, and has the store trimmed when it runs short.</summary>
/// <remarks>
/// Invariants.
/// <list type="bullet">
/// <item>At most one check runs at a time: <c>_state</c> goes from idle to checking by compare-and-swap, and a check
/// that finds it otherwise does nothing. Everything else that changes is written during a check only.</item>
/// <item>Once closed, no check begins. <see cref="DisposeAsync"/> ends when the last one has.</item>
/// <item>A check never throws. What the reading, the load or the trim throws is reported once in a lifetime.</item>
/// <item>No lock is held when the store, the reading or the report is called.</item>
/// <item>The timer refers to us weakly: a store that nobody disposed is collected, and then the timer ends
/// itself.</item>
/// </list>
/// </remarks>
internal sealed class MemoryPressure : IAsyncDisposable
{
    private readonly MemoryPressureOptions _options;
    private readonly IMemoryGauge _gauge;
    private readonly Func<StoreLoad> _load;
    private readonly Func<int, int> _trim;
    private readonly Action<Exception>? _onFault;
    private readonly WeakTimer _timer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CheckState _state;
    private long? _trimmedAt;
    private bool _isCollectionOwed;
    private bool _isFaultReported;

    /// <param name="options">Validated options that do not ignore pressure.</param>
    /// <param name="gauge">What is read.</param>
    /// <param name="time">Where the timer comes from.</param>
    /// <param name="load">How full the store is now.</param>
    /// <param name="trim">Trims up to so many entries, coldest first, and returns how many it did.</param>
    /// <param name="onFault">Told the first exception of a check; null when nobody listens.</param>
    internal MemoryPressure(
        MemoryPressureOptions options,
        IMemoryGauge gauge,
        TimeProvider time,
        Func<StoreLoad> load,
        Func<int, int> trim,
        Action<Exception>? onFault = null)
    {
        Debug.Assert(options.Response == PressureResponse.Trim, "A store that ignores pressure does not watch it.");

        _options = options;
        _gauge = gauge;
        _load = load;
        _trim = trim;
        _onFault = onFault;
        _timer = new WeakTimer(this, time, options.CheckInterval);
    }

    private enum CheckState
    {
        /// <summary>Waiting for the next interval.</summary>
        Idle = 0,

        /// <summary>A check runs.</summary>
        Checking = 1,

        /// <summary>Disposed; a check that still runs tells when it ends.</summary>
        Closed = 2,
    }

    /// <summary>Starts to watch, unless the options say that pressure is ignored.</summary>
    /// <returns>The watch, to be disposed by the store; null when there is none.</returns>
    internal static MemoryPressure? Start(
        MemoryPressureOptions options,
        TimeProvider time,
        Func<StoreLoad> load,
        Func<int, int> trim,
        Action<Exception>? onFault = null) =>
        options.Response == PressureResponse.Ignore
            ? null
            : new MemoryPressure(options, new ProcessMemory(options.Reading), time, load, trim, onFault);

    /// <summary>
    /// Ends the checks: none begins after the call, and the task ends when the one that runs has. Idempotent. Not to be
    /// awaited from inside a trim.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        // The partners are the exchanges in Check.
        if (Interlocked.Exchange(ref _state, CheckState.Closed) == CheckState.Idle)
        {
            _ended.TrySetResult();
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _ended.Task.ConfigureAwait(false);
    }

    /// <summary>Looks once. Called by the timer.</summary>
    internal void Check()
    {
        // The partners are the exchange below, for two ticks of a timer that overlap, and that of DisposeAsync.
        if (Interlocked.CompareExchange(ref _state, CheckState.Checking, CheckState.Idle) != CheckState.Idle)
        {
            return;
        }

        try
        {
            TrimIfNeeded();
        }
        catch (Exception fault)
        {
            ReportOnce(fault);
        }
        finally
        {
            if (Interlocked.CompareExchange(ref _state, CheckState.Idle, CheckState.Checking) == CheckState.Closed)
            {
                _ended.TrySetResult();
            }
        }
    }

    private void TrimIfNeeded()
    {
        if (_isCollectionOwed)
        {
            BeginCollection();
            return;
        }

        int entries = TrimRule.EntriesToTrim(_options, _gauge.Share, _gauge.LastFullCollection, _trimmedAt, _load());

        if (entries > 0 && _trim(entries) > 0)
        {
            _isCollectionOwed = true;
            BeginCollection();
        }
    }

    /// <summary>
    /// One collection for each trim. If one runs already ours must wait for it, and the next trim for ours.
    /// </summary>
    private void BeginCollection()
    {
        long last = _gauge.LastFullCollection;
        if (_gauge.TryBeginCollection())
        {
            _trimmedAt = last;
            _isCollectionOwed = false;
        }
    }

    private void ReportOnce(Exception fault)
    {
        if (_isFaultReported)
        {
            return;
        }

        _isFaultReported = true;
        try
        {
            _onFault?.Invoke(fault);
        }
        catch (Exception)
        {
            // A listener that fails must not stop the checks, and there is nobody else to tell.
        }
    }
}
