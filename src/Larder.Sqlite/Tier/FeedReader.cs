namespace Larder.Sqlite.Tier;

/// <summary>A connection that watches the file for news. For one thread at a time.</summary>
internal sealed class FeedReader : IDisposable
{
    /// <summary>How many news are read at a time.</summary>
    internal const int MostAtOnce = 1_000;

    private readonly FileConnection _connection;
    private readonly Statement _changes;
    private readonly Statement _news;
    private readonly Statement _oldest;
    private readonly Statement _newest;
    private readonly Statement _counter;

    internal FeedReader(string path, TimeSpan busyTimeout)
    {
        _connection = FileConnection.Open(path, busyTimeout, "read");
        try
        {
            _connection.Execute("PRAGMA query_only = 1");
            _changes = _connection.Prepare("PRAGMA data_version");
            _news = _connection.Prepare(FileSchema.News);
            _oldest = _connection.Prepare(FileSchema.OldestNews);
            _newest = _connection.Prepare(FileSchema.NewestNews);
            _counter = _connection.Prepare(FileSchema.GetCounter);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>A number that changes with every commit of another connection.</summary>
    internal long Changes => _changes.RunForNumber() ?? 0;

    /// <summary>The number of the oldest news in the file; null when there are none.</summary>
    internal long? Oldest => _oldest.RunForNumber();

    /// <summary>The number of the latest news that ever were in the file.</summary>
    internal long Newest => _newest.RunForNumber() ?? 0;

    /// <summary>What was drawn when the file was made: another one means another file.</summary>
    internal long FileNumber => _counter.Bind(1, FileSchema.FileNumber).RunForNumber() ?? 0;

    public void Dispose() => _connection.Dispose();

    /// <summary>The news after a number, at most <see cref="MostAtOnce"/>.</summary>
    internal List<FeedItem> After(long number)
    {
        var items = new List<FeedItem>();
        try
        {
            _news.Bind(1, number).Bind(2, (long)MostAtOnce);
            while (_news.Step())
            {
                items.Add(new FeedItem(_news.Number(0), new Guid(_news.Blob(1)), _news.Text(2), _news.Blob(3).ToArray()));
            }
        }
        finally
        {
            _news.Reset();
        }

        return items;
    }
}
