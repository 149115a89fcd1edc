using System.Collections.Concurrent;

namespace Larder.Sqlite.Tier;

/// <summary>A few connections that read, opened when they are needed and kept.</summary>
/// <remarks>
/// Invariants. At most <see cref="Most"/> readers are lent at a time: whoever has passed <c>_places</c> holds one, taken from
/// the idle ones or opened. A reader is back among the idle ones before its place is given back, so there are never more
/// than there are places. Once closed, a reader that comes back is disposed.
/// </remarks>
internal sealed class ReaderPool(string path, TimeSpan busyTimeout) : IDisposable
{
    private readonly ConcurrentStack<Reader> _idle = new();
    private readonly SemaphoreSlim _places = new(Most);
    private int _isClosed;

    /// <summary>How many may read at a time. Reads are short, and do their work on the thread of their caller.</summary>
    internal static int Most { get; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>Lends a reader if there is a place.</summary>
    internal bool TryRent(out Reader? reader)
    {
        reader = _places.Wait(0) ? TakeOrOpen() : null;
        return reader is not null;
    }

    /// <summary>Lends a reader, when there is a place.</summary>
    internal async ValueTask<Reader> RentAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        return TakeOrOpen();
    }

    internal void Return(Reader reader)
    {
        _idle.Push(reader);
        _places.Release();
        if (Volatile.Read(ref _isClosed) != 0) // partner: the write in Dispose
        {
            DisposeIdle();
        }
    }

    /// <summary>Gives back a reader that failed: another one is opened when it is needed.</summary>
    internal void Discard(Reader reader)
    {
        reader.Dispose();
        _places.Release();
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _isClosed, 1); // partner: the read in Return
        DisposeIdle();
    }

    private Reader TakeOrOpen()
    {
        if (_idle.TryPop(out var reader))
        {
            return reader;
        }

        try
        {
            return new Reader(path, busyTimeout);
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    private void DisposeIdle()
    {
        while (_idle.TryPop(out var reader))
        {
            reader.Dispose();
        }
    }
}
