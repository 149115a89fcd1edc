using System.Buffers;

namespace Larder.Sqlite.Tier;

/// <summary>The connection that writes, with its statements. For one thread at a time: that of the <see cref="WriteQueue"/>.</summary>
internal sealed class Writer : IDisposable
{
    /// <summary>How many invalidations stay in the file for others to read; who is further behind drops what it holds.</summary>
    internal const int MostNews = 10_000;

    /// <summary>How many tags are remembered. Entries with one that was forgotten are untrue, and made anew.</summary>
    internal const int MostTags = 100_000;

    private const int SweptAtOnce = 1_000;
    private const int EvictedAtOnce = 500;

    /// <summary>The share of the size down to which entries leave: a little, so that the next batches find room.</summary>
    internal const double Roomy = 0.85;

    /// <summary>The same after a batch has hit the wall: so much that the largest value fits.</summary>
    internal const double HalfEmpty = 0.5;

    /// <summary>The share of the size at which entries begin to leave.</summary>
    private const double FullAt = 0.9;

    private readonly FileConnection _connection;
    private readonly FileClock _clock;
    private readonly long _maxPages;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _look;
    private readonly Statement _set;
    private readonly Statement _remove;
    private readonly Statement _removeRange;
    private readonly Statement _removeOldest;
    private readonly Statement _removeOverdue;
    private readonly Statement _getTag;
    private readonly Statement _setTag;
    private readonly Statement _forgetTags;
    private readonly Statement _getCounter;
    private readonly Statement _setCounter;
    private readonly Statement _publish;
    private readonly Statement _forgetNews;
    private readonly Statement _addCache;
    private readonly Statement _findCache;
    private readonly Statement _pages;
    private readonly Statement _freePages;
    private long _version;
    private long _versionBefore;
    private long _tagVersion;
    private long _tagVersionBefore;

    internal Writer(FileConnection connection, SqliteTierOptions options, FileClock clock)
    {
        _connection = connection;
        _clock = clock;
        _maxPages = options.MaxBytes / FileSchema.PageSize;
        _begin = connection.Prepare("BEGIN IMMEDIATE");
        _commit = connection.Prepare("COMMIT");
        _rollback = connection.Prepare("ROLLBACK");
        _look = connection.Prepare(FileSchema.LookAtEntry);
        _set = connection.Prepare(FileSchema.SetEntry);
        _remove = connection.Prepare(FileSchema.RemoveEntry);
        _removeRange = connection.Prepare(FileSchema.RemoveRange);
        _removeOldest = connection.Prepare(FileSchema.RemoveOldest);
        _removeOverdue = connection.Prepare(FileSchema.RemoveOverdue);
        _getTag = connection.Prepare(FileSchema.GetTag);
        _setTag = connection.Prepare(FileSchema.SetTag);
        _forgetTags = connection.Prepare(FileSchema.ForgetTags);
        _getCounter = connection.Prepare(FileSchema.GetCounter);
        _setCounter = connection.Prepare(FileSchema.SetCounter);
        _publish = connection.Prepare(FileSchema.Publish);
        _forgetNews = connection.Prepare(FileSchema.ForgetNews);
        _addCache = connection.Prepare(FileSchema.AddCache);
        _findCache = connection.Prepare(FileSchema.FindCache);
        _pages = connection.Prepare("PRAGMA page_count");
        _freePages = connection.Prepare("PRAGMA freelist_count");
    }

    /// <summary>The largest value that is kept: a quarter of the file.</summary>
    internal long LargestValue => _maxPages * FileSchema.PageSize / 4;

    /// <summary>What was drawn when the file was made.</summary>
    internal long FileNumber => Counter(FileSchema.FileNumber);

    public void Dispose() => _connection.Dispose();

    /// <summary>Begins a transaction. Other processes write under the same counters, so they are read each time.</summary>
    internal void Begin()
    {
        _begin.Run();
        _version = _versionBefore = Counter(FileSchema.EntryVersion);
        _tagVersion = _tagVersionBefore = Counter(FileSchema.TagVersion);
    }

    internal void Commit()
    {
        Keep(FileSchema.EntryVersion, _version, _versionBefore);
        Keep(FileSchema.TagVersion, _tagVersion, _tagVersionBefore);
        _commit.Run();
    }

    /// <summary>Takes a transaction back. SQLite has done so by itself after the gravest faults, and then refuses.</summary>
    internal void RollBack()
    {
        try
        {
            _rollback.Run();
        }
        catch (CacheFileException)
        {
            // There was nothing left to take back.
        }
    }

    /// <summary>Writes an entry.</summary>
    /// <returns>Its version.</returns>
    internal long Set(ReadOnlySpan<byte> key, in ReadOnlySequence<byte> value, TimeSpan? timeToLive)
    {
        _version++;
        if (value.Length > LargestValue)
        {
            // What was there is no longer true, and the new value would drive out a quarter of all others.
            Remove(key);
            return _version;
        }

        var deadline = _clock.DeadlineOf(timeToLive);
        _set.Bind(1, _version).Bind(2, key).Bind(3, deadline).Bind(4, deadline is null ? null : timeToLive!.Value.Ticks);
        if (value.IsSingleSegment)
        {
            _set.Bind(5, value.FirstSpan).Run();
            return _version;
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)value.Length);
        try
        {
            value.CopyTo(rented);
            _set.Bind(5, rented.AsSpan(0, (int)value.Length)).Run();
            return _version;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Writes an entry if the key has a version.</summary>
    /// <returns>Its new version; 0 when it had another.</returns>
    internal long TrySet(ReadOnlySpan<byte> key, long expectedVersion, in ReadOnlySequence<byte> value, TimeSpan? timeToLive) =>
        VersionOf(key) == expectedVersion ? Set(key, value, timeToLive) : 0;

    /// <summary>Removes an entry.</summary>
    /// <returns>Whether there was one whose time was not over.</returns>
    internal bool Remove(ReadOnlySpan<byte> key)
    {
        var wasThere = VersionOf(key) != 0;
        _remove.Bind(1, key).Run();
        return wasThere;
    }

    internal void RemoveRange(ReadOnlySpan<byte> from, ReadOnlySpan<byte> before) => _removeRange.Bind(1, from).Bind(2, before).Run();

    /// <summary>The version of a tag, which is issued if it has none.</summary>
    internal long Materialize(ReadOnlySpan<byte> tag) => _getTag.Bind(1, tag).RunForNumber() ?? Raise(tag);

    /// <summary>Issues a version to a tag: above every other, and not behind the clock, so that a tag that got lost does not go back.</summary>
    internal long Raise(ReadOnlySpan<byte> tag)
    {
        _tagVersion = Math.Max(_tagVersion + 1, _clock.NowMicroseconds);
        _setTag.Bind(1, tag).Bind(2, _tagVersion).Run();
        return _tagVersion;
    }

    /// <summary>The number of a cache, which is issued if it has none.</summary>
    internal uint NumberOf(string cacheName)
    {
        _addCache.Bind(1, cacheName).Run();
        return (uint)(_findCache.Bind(1, cacheName).RunForNumber() ?? 0);
    }

    internal void Publish(ReadOnlySpan<byte> origin, string cache, ReadOnlySpan<byte> what) =>
        _publish.Bind(1, origin).Bind(2, cache).Bind(3, what).Run();

    /// <summary>Takes out what is over, and what is remembered for too long.</summary>
    /// <returns>Whether there is more of it.</returns>
    internal bool Sweep()
    {
        _forgetNews.Bind(1, (long)MostNews).Run();
        _forgetTags.Bind(1, (long)MostTags).Run();
        return _removeOverdue.Bind(1, _clock.NowTicks).Bind(2, (long)SweptAtOnce).Run() == SweptAtOnce;
    }

    /// <summary>Whether so much of the file is in use that the oldest have to leave.</summary>
    internal bool IsFull => UsedPages > _maxPages * FullAt;

    /// <summary>Takes out the oldest entries until there is room again. What is over goes first.</summary>
    internal void MakeRoom(double share)
    {
        while (Sweep())
        {
        }

        // A few at first, for each may be large; then more, for each may be small.
        for (var count = 8L; UsedPages > _maxPages * share; count = Math.Min(2 * count, EvictedAtOnce))
        {
            if (_removeOldest.Bind(1, count).Run() == 0)
            {
                return;
            }
        }
    }

    private long UsedPages => (_pages.RunForNumber() ?? 0) - (_freePages.RunForNumber() ?? 0);

    private long VersionOf(ReadOnlySpan<byte> key)
    {
        try
        {
            return _look.Bind(1, key).Step() && !(_clock.LeftOf(_look.NumberOrNull(1), _look.NumberOrNull(2)) <= TimeSpan.Zero)
                ? _look.Number(0)
                : 0;
        }
        finally
        {
            _look.Reset();
        }
    }

    private long Counter(string name) => _getCounter.Bind(1, name).RunForNumber() ?? 0;

    private void Keep(string name, long value, long before)
    {
        if (value != before)
        {
            _setCounter.Bind(1, name).Bind(2, value).Run();
        }
    }
}
