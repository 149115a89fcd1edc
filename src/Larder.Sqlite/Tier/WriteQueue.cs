using System.Threading.Channels;
using static SQLitePCL.raw;

namespace Larder.Sqlite.Tier;

/// <summary>Does the writes of a process, one batch after the other, each in one transaction: off the path of reads.</summary>
/// <remarks>
/// <para>
/// While a batch is being committed the next one gathers, so that the more writes there are, the less each costs. A write is
/// acknowledged when its transaction is committed, and not before.
/// </para>
/// <para>
/// Invariants. One loop alone uses the writer. At most the capacity of the channel wait for it, and who comes then waits for
/// a place. A batch succeeds or fails as a whole, and every work of it is told once. A work that no batch has taken when the
/// queue is closed is still done: the channel is emptied first.
/// </para>
/// </remarks>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int MostInBatch = 4_096;

    private readonly Channel<WriteWork> _waiting;
    private readonly Writer _writer;
    private readonly Action<CacheFileException> _failed;
    private readonly Task _loop;
    private long _batches;

    internal WriteQueue(Writer writer, int capacity, Action<CacheFileException> failed)
    {
        _writer = writer;
        _failed = failed;
        _waiting = Channel.CreateBounded<WriteWork>(new BoundedChannelOptions(capacity) { SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>How many batches were committed.</summary>
    internal long Batches => Volatile.Read(ref _batches); // partner: the increment in CommitOnce

    /// <summary>Has something written, and waits until it is committed.</summary>
    internal async ValueTask<T> DoAsync<T>(Func<Writer, T> apply, CancellationToken cancellationToken, int weight = 1)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var work = new WriteWork<T>(apply) { Weight = weight };
        using var cancelling = cancellationToken.UnsafeRegister(
            static (work, token) => ((WriteWork<T>)work!).Cancel(token), work);
        if (!_waiting.Writer.TryWrite(work))
        {
            await _waiting.Writer.WriteAsync(work, cancellationToken).ConfigureAwait(false);
        }

        return await work.Done.ConfigureAwait(false);
    }

    /// <summary>Has something written some time, if there is a place for it.</summary>
    internal void TryDo(Func<Writer, bool> apply)
    {
        var work = new WriteWork<bool>(apply);
        _ = work.Done.ContinueWith(
            static failed => _ = failed.Exception, // Looked at: whoever writes next is told of the fault.
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        _waiting.Writer.TryWrite(work);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _writer.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<WriteWork>();
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            var weight = 0;
            while (weight < MostInBatch && _waiting.Reader.TryRead(out var work))
            {
                if (work.TryTake())
                {
                    batch.Add(work);
                    weight += work.Weight;
                }
            }

            if (batch.Count > 0)
            {
                Commit(batch);
            }
        }
    }

    private void Commit(List<WriteWork> batch)
    {
        try
        {
            CommitOnce(batch);
        }
        catch (CacheFileException fault) when (fault.Code == SQLITE_FULL)
        {
            CommitWithRoom(batch);
        }
        catch (Exception error)
        {
            Fail(batch, error);
        }
    }

    private void CommitWithRoom(List<WriteWork> batch)
    {
        try
        {
            _writer.Begin();
            _writer.MakeRoom(Writer.HalfEmpty);
            _writer.Commit();
            CommitOnce(batch);
        }
        catch (CacheFileException fault) when (fault.Code == SQLITE_FULL && batch.Count > 1)
        {
            _writer.RollBack();

            // More than the room that is kept free: in halves it fits, and what went before makes room in turn.
            Commit(batch[..(batch.Count / 2)]);
            Commit(batch[(batch.Count / 2)..]);
        }
        catch (Exception error)
        {
            _writer.RollBack();
            Fail(batch, error);
        }
    }

    private void CommitOnce(List<WriteWork> batch)
    {
        try
        {
            _writer.Begin();
            foreach (var work in batch)
            {
                work.Apply(_writer);
            }

            if (_writer.IsFull)
            {
                _writer.MakeRoom(Writer.Roomy);
            }

            _writer.Commit();
        }
        catch
        {
            _writer.RollBack();
            throw;
        }

        Interlocked.Increment(ref _batches); // partner: the read in Batches
        foreach (var work in batch)
        {
            work.Succeed();
        }
    }

    private void Fail(List<WriteWork> batch, Exception error)
    {
        foreach (var work in batch)
        {
            work.Fail(error);
        }

        if (error is CacheFileException fault)
        {
            _failed(fault);
        }
    }
}
