using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using static SQLitePCL.raw;

namespace Larder.Sqlite.Tier;

/// <summary>The file of one or many caches: opened when it is first needed, and again when it turned out to be damaged.</summary>
/// <remarks>
/// <para>
/// Opening fails the calls that wait for it, and the next call tries again; how often that is, the guard around the tier
/// decides. A file that is damaged, or was replaced, is closed and opened anew: the opener puts it aside and makes another.
/// </para>
/// <para>
/// Invariants. <c>_open</c> and <c>_opening</c> change under <c>_gate</c>; <c>_open</c> is read without it on every call. One
/// opening is under way at a time, and <c>_damaged</c> is its alone while it is. Whoever took <c>_open</c> may find it closed a moment later, and then fails with a fault
/// or tries again. The numbers of caches belong to an open file and are forgotten with it.
/// </para>
/// </remarks>
internal sealed class CacheFile : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteTierOptions _options;
    private readonly ILogger _logger;
    private readonly FileOpener _opener;
    private readonly ITimer _sweeps;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<Task> _retired = new();
    private OpenFile? _open;
    private Task<OpenFile>? _opening;
    private long? _damaged;
    private bool _isClosed;

    internal CacheFile(SqliteTierOptions options)
    {
        _options = options;
        _logger = options.Loggers.CreateLogger("Larder.Sqlite");
        _opener = new FileOpener(options, _logger);
        Name = Path.GetFileName(options.Path);
        _sweeps = options.Time.CreateTimer(static file => ((CacheFile)file!).Sweep(), this, options.SweepEvery, options.SweepEvery);
    }

    internal string Name { get; }

    internal SqliteTierOptions Options => _options;

    internal ILogger Logger => _logger;

    /// <summary>The open file, or null while it is not.</summary>
    internal OpenFile? OpenNow => Volatile.Read(ref _open); // partner: the writes under the gate

    /// <summary>Opens the file if it is not open.</summary>
    internal ValueTask<OpenFile> OpenAsync(CancellationToken cancellationToken)
    {
        if (OpenNow is { } open)
        {
            return new ValueTask<OpenFile>(open);
        }

        lock (_gate)
        {
            if (_isClosed)
            {
                Throw.Closed(Name);
            }

            if (_open is not null)
            {
                return new ValueTask<OpenFile>(_open);
            }

            _opening ??= Task.Run(OpenAnewAsync);
            return new ValueTask<OpenFile>(_opening.WaitAsync(cancellationToken));
        }
    }

    /// <summary>Told of every fault: a damaged file is given up.</summary>
    internal void Failed(CacheFileException fault, OpenFile? where)
    {
        if (fault.Code is SQLITE_CORRUPT or SQLITE_NOTADB && where is not null)
        {
            GiveUp(where, isDamaged: true);
        }
    }

    /// <summary>Closes what is open, if it still is that; the next call opens the file again.</summary>
    internal void GiveUp(OpenFile where, bool isDamaged = false)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_open, where))
            {
                return;
            }

            _damaged = isDamaged ? where.Number : null;
            Volatile.Write(ref _open, null); // partner: the read in OpenNow
            _retired.Enqueue(Task.Run(async () => await where.DisposeAsync().ConfigureAwait(false)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<OpenFile>? opening;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            opening = _opening;
        }

        await _sweeps.DisposeAsync().ConfigureAwait(false);
        await _closing.CancelAsync().ConfigureAwait(false);
        if (opening is not null)
        {
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        OpenFile? open;
        lock (_gate)
        {
            open = _open;
            Volatile.Write(ref _open, null); // partner: the read in OpenNow
        }

        if (open is not null)
        {
            await open.DisposeAsync().ConfigureAwait(false);
        }

        while (_retired.TryDequeue(out var retired))
        {
            await retired.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _opener.Dispose();
        _closing.Dispose();
    }

    private async Task<OpenFile> OpenAnewAsync()
    {
        try
        {
            var clock = new FileClock(_options.Time);
            var writer = await _opener.OpenAsync(clock, _damaged, _closing.Token).ConfigureAwait(false);
            var number = writer.FileNumber;
            OpenFile? open = null;
            var writes = new WriteQueue(
                writer, _options.MaxQueuedWrites, fault => Failed(fault, Volatile.Read(ref open)));
            open = new OpenFile(number, new ReaderPool(Path.GetFullPath(_options.Path), _options.BusyTimeout), writes, clock);
            if (_options.Sharing == SqliteSharing.Exclusive)
            {
                SqliteLog.OpenedAlone(_logger, Name, _options.MaxBytes);
            }
            else
            {
                SqliteLog.Opened(_logger, Name, _options.MaxBytes, 2 * _options.PollEvery.TotalMilliseconds);
            }

            lock (_gate)
            {
                Volatile.Write(ref _open, open); // partner: the read in OpenNow
                _opening = null;
                _damaged = null;
            }

            return open;
        }
        catch
        {
            lock (_gate)
            {
                _opening = null;
            }

            throw;
        }
    }

    private void Sweep()
    {
        if (OpenNow is not { } open)
        {
            return;
        }

        if (!File.Exists(_options.Path))
        {
            // Somebody has deleted it. What is open goes on to work, and would be gone with this process.
            SqliteLog.Deleted(_logger, Name);
            GiveUp(open);
            return;
        }

        open.Writes.TryDo(writer =>
        {
            // A bounded amount at a time, so that others write between.
            var isMore = writer.Sweep();
            if (isMore)
            {
                Sweep();
            }

            return isMore;
        });
    }
}
