using Larder.Invalidation;
using static SQLitePCL.raw;

namespace Larder.Sqlite.Tier;

/// <summary>Carries invalidations between the processes of one machine, by a table of the file that each of them polls.</summary>
/// <remarks>
/// <para>
/// Publishing ends when the message is in the file. The others ask every <see cref="SqliteTierOptions.PollEvery"/> whether
/// anything was committed, and then read what is new; within twice that time, and a tick, they have heard of it. Who was
/// away for so long that messages are gone, or cannot read the file, drops what it holds.
/// </para>
/// <para>
/// Invariants. <c>_subscriptions</c> is replaced as a whole under <c>_gate</c> and read without it. One poll runs at a time,
/// claimed by <c>_isPolling</c>; <c>_feed</c>, <c>_last</c> and the other fields of the poll belong to it. The file that is
/// polled is the one that is open: when another process has put it aside, a look at the path once a second finds out.
/// </para>
/// </remarks>
internal sealed class SqliteBus : IInvalidationBus, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CacheFile _file;
    private readonly string _path;
    private readonly int _pollsPerLook;
    private FeedSubscription[] _subscriptions = [];
    private ITimer? _timer;
    private int _isPolling;
    private bool _isDisposed;
    private FeedReader? _feed;
    private OpenFile? _where;
    private long _changes;
    private long _last;
    private long _fileNumber;
    private int _polls;
    private bool _isLost;

    internal SqliteBus(CacheFile file)
    {
        _file = file;
        _path = Path.GetFullPath(file.Options.Path);
        _pollsPerLook = (int)Math.Max(1, TimeSpan.FromSeconds(1) / file.Options.PollEvery);
    }

    /// <summary>How often the feed was asked, for tests.</summary>
    internal int Polls => Volatile.Read(ref _polls); // partner: the increment in Poll

    public async ValueTask PublishAsync(CacheInvalidation what, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(what);
        var message = FeedMessage.Write(what);
        var origin = what.Origin.ToByteArray();
        var open = await _file.OpenAsync(cancellationToken).ConfigureAwait(false);
        await open.Writes.DoAsync(
            writer =>
            {
                writer.Publish(origin, what.Cache, message);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public IDisposable Subscribe(string cacheName, IInvalidationSink sink)
    {
        ArgumentNullException.ThrowIfNull(cacheName);
        ArgumentNullException.ThrowIfNull(sink);
        var added = new FeedSubscription(this, cacheName, sink);

        // The poll may be in the midst of news that came before: it believes once the poll has seen it.
        added.Distrust();
        lock (_gate)
        {
            if (_isDisposed)
            {
                Throw.Closed(_file.Name);
            }

            // Nobody polls for nobody: the timer begins with the first who wants to hear.
            var every = _file.Options.PollEvery;
            _timer ??= _file.Options.Time.CreateTimer(static bus => ((SqliteBus)bus!).Poll(), this, every, every);
            Volatile.Write(ref _subscriptions, [.. _subscriptions, added]); // partner: the read in PollOnce
        }

        return added;
    }

    /// <summary>Called by a subscription, any number of times.</summary>
    internal void Remove(FeedSubscription subscription)
    {
        lock (_gate)
        {
            Volatile.Write(ref _subscriptions, [.. _subscriptions.Where(other => !ReferenceEquals(other, subscription))]); // partner: the read in PollOnce
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
        }

        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        while (Interlocked.CompareExchange(ref _isPolling, 1, 0) != 0) // partner: the exchange in Poll
        {
            await Task.Yield();
        }

        // The place of the poll is kept for good.
        Array.ForEach(_subscriptions, subscription => subscription.Distrust());
        _feed?.Dispose();
    }

    /// <summary>Asks for news, unless a poll is under way or nobody wants any.</summary>
    internal void Poll()
    {
        if (Interlocked.CompareExchange(ref _isPolling, 1, 0) != 0) // partner: the writes below and in DisposeAsync
        {
            return;
        }

        try
        {
            var subscriptions = Volatile.Read(ref _subscriptions); // partner: the writes in Subscribe and Remove
            if (subscriptions.Length > 0)
            {
                Poll(subscriptions);
            }
        }
        finally
        {
            Volatile.Write(ref _isPolling, 0); // partner: the exchange above
        }
    }

    private void Poll(FeedSubscription[] subscriptions)
    {
        try
        {
            if (IsConnected())
            {
                Deliver(subscriptions);
                Array.ForEach(subscriptions, subscription => subscription.Trust());
                Found();
            }
            else
            {
                Array.ForEach(subscriptions, subscription => subscription.Distrust());
            }
        }
        catch (Exception error)
        {
            Lose(subscriptions, error);
        }

        Interlocked.Increment(ref _polls); // partner: the read in Polls
    }

    /// <summary>Sees to it that the feed belongs to the file that is open.</summary>
    private bool IsConnected()
    {
        if (_file.OpenNow is not { } open)
        {
            // Somebody has to open it, and the answer is there with a later poll.
            _ = OpenAsync();
            return false;
        }

        if (_feed is not null && ReferenceEquals(_where, open))
        {
            return _polls % _pollsPerLook != 0 || IsStillThere(open);
        }

        _feed?.Dispose();
        _feed = null;
        _feed = new FeedReader(_path, _file.Options.BusyTimeout);
        _where = open;
        _fileNumber = _feed.FileNumber;
        _changes = _feed.Changes;
        _last = _feed.Newest;

        // From here on nothing is missed; what came before may have been, so nobody believes what they hold from then.
        return true;
    }

    private bool IsStillThere(OpenFile open)
    {
        try
        {
            using var look = new FeedReader(_path, _file.Options.BusyTimeout);
            if (look.FileNumber == _fileNumber)
            {
                return true;
            }
        }
        catch (CacheFileException fault) when (fault.Code is SQLITE_CANTOPEN or SQLITE_ERROR)
        {
            // Put aside, and nothing in its place yet.
        }

        _file.GiveUp(open);
        return false;
    }

    private void Deliver(FeedSubscription[] subscriptions)
    {
        var changes = _feed!.Changes;
        if (changes == _changes)
        {
            return;
        }

        List<FeedItem> items;
        do
        {
            items = _feed.After(_last);
            if (items.Count > 0 ? items[0].Number != _last + 1 : _feed.Newest != _last)
            {
                // Some were taken out of the file before they were read.
                Array.ForEach(subscriptions, subscription => subscription.Distrust());
            }

            foreach (var item in items)
            {
                Deliver(subscriptions, item);
                _last = item.Number;
            }
        }
        while (items.Count == FeedReader.MostAtOnce);

        _last = Math.Max(_last, items.Count > 0 ? _last : _feed.Newest);
        _changes = changes;
    }

    private static void Deliver(FeedSubscription[] subscriptions, FeedItem item)
    {
        CacheInvalidation? what = null;
        foreach (var subscription in subscriptions)
        {
            if (string.Equals(subscription.CacheName, item.Cache, StringComparison.Ordinal))
            {
                subscription.Apply(what ??= FeedMessage.Read(item.Cache, item.Origin, item.What));
            }
        }
    }

    private async Task OpenAsync()
    {
        try
        {
            await _file.OpenAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Told by whoever needs the file; the next poll tries again.
        }
    }

    private void Lose(FeedSubscription[] subscriptions, Exception error)
    {
        Array.ForEach(subscriptions, subscription => subscription.Distrust());
        _feed?.Dispose();
        _feed = null;
        if (!_isLost)
        {
            _isLost = true;
            SqliteLog.FeedLost(_file.Logger, _file.Name, error is LarderException ? error.Message : error.GetType().Name);
        }

        if (error is CacheFileException fault)
        {
            _file.Failed(fault, _where);
        }
    }

    private void Found()
    {
        if (_isLost)
        {
            _isLost = false;
            SqliteLog.FeedRestored(_file.Logger, _file.Name);
        }
    }
}
