using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using static SQLitePCL.raw;

namespace Larder.Sqlite.Tier;

/// <summary>Opens the file of a tier: makes it, checks it, and puts a damaged one aside. One process at a time does so.</summary>
/// <remarks>
/// Invariants: each opening takes the claim before anything is looked at, and it is held until the next one, or until this is
/// disposed. One opening is under way at a time.
/// </remarks>
internal sealed class FileOpener(SqliteTierOptions options, ILogger logger) : IDisposable
{
    /// <summary>How many damaged files are kept for whoever wants to know what happened.</summary>
    internal const int MostDamagedFiles = 3;

    /// <summary>How long the write-ahead log becomes before it is carried over: 32 MiB, less for small files.</summary>
    private const long MostLoggedPages = 8_192;

    private const int LockTries = 100;
    private static readonly string[] Parts = ["", "-wal", "-shm"];

    private readonly string _path = Path.GetFullPath(options.Path);
    private readonly string _file = Path.GetFileName(options.Path);
    private FileClaim? _claim;

    /// <summary>Opens the file for writing. Every connection after this one finds it whole.</summary>
    /// <param name="clock">The clock of the open file.</param>
    /// <param name="damaged">The number of a file that turned out to be damaged while it was used; null when none did.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    internal async Task<Writer> OpenAsync(FileClock clock, long? damaged, CancellationToken cancellationToken)
    {
        MakeFolder();

        // Anew each time: whoever deleted the file may have deleted what says whose it is with it, and a lock on that is worth nothing.
        _claim?.Dispose();
        _claim = null;
        _claim = FileClaim.Take(_path, options.Sharing);
        using var turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return OpenChecked(clock, damaged);
        }
        catch (CacheFileException fault) when (fault.Code is SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_ERROR)
        {
            // An error without a name of its own: a statement does not fit the tables, so these are not what they were.
            SqliteLog.Damaged(logger, _file, PutAside(), fault.Message);
            return OpenChecked(clock, damaged: null);
        }
    }

    public void Dispose() => _claim?.Dispose();

    private Writer OpenChecked(FileClock clock, long? damaged)
    {
        var connection = FileConnection.Open(_path, options.BusyTimeout, "written", FileMode.OpenOrCreate);
        try
        {
            if (IsNew(connection))
            {
                Make(connection);
            }
            else
            {
                Check(connection, damaged);
            }

            connection.Execute(options.Durability == SqliteDurability.Machine ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            connection.Execute($"PRAGMA max_page_count = {options.MaxBytes / FileSchema.PageSize}");

            // A write dirties pages all over the index of keys. A log that is long before it is carried over into the file has
            // the same page in it many times, and it is carried over once.
            var logged = Math.Min(MostLoggedPages, options.MaxBytes / FileSchema.PageSize / 4);
            connection.Execute($"PRAGMA wal_autocheckpoint = {logged}; PRAGMA journal_size_limit = {logged * FileSchema.PageSize}");
            connection.Execute("PRAGMA cache_size = -16384");
            return new Writer(connection, options, clock);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private bool IsNew(FileConnection connection)
    {
        var application = Number(connection, "PRAGMA application_id");
        if (application == FileSchema.ApplicationId)
        {
            return false;
        }

        return application == 0 && Number(connection, "SELECT count(*) FROM sqlite_master") == 0 ? true : throw Throw.Foreign(_file);
    }

    private void Check(FileConnection connection, long? damaged)
    {
        if (Number(connection, "PRAGMA user_version") is var version && version > FileSchema.Version)
        {
            throw Throw.Newer(_file, version, FileSchema.Version);
        }

        // The check does not find everything. Unless somebody has made another file meanwhile, this is the one that failed.
        if (damaged is not null && Number(connection, "SELECT value FROM counters WHERE name = 'file'") == damaged)
        {
            throw Throw.Damaged(_file, "it turned out while it was used.");
        }

        using var check = connection.Prepare("PRAGMA quick_check(1)");
        if (check.Step() && check.Text(0) is var finding && finding != "ok")
        {
            throw Throw.Damaged(_file, finding.ReplaceLineEndings(" "));
        }
    }

    private void Make(FileConnection connection)
    {
        // Written into the file: from now on readers do not wait for the writer, in any process.
        connection.Execute("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL");
        connection.Execute("BEGIN IMMEDIATE");
        connection.Execute(FileSchema.Make);

        // Versions begin with the time, so that those of a file made anew lie above those of the one before.
        var clock = new FileClock(options.Time);
        using var set = connection.Prepare(FileSchema.SetCounter);
        set.Bind(1, FileSchema.EntryVersion).Bind(2, clock.NowMicroseconds).Run();
        set.Bind(1, FileSchema.TagVersion).Bind(2, clock.NowMicroseconds).Run();
        set.Bind(1, FileSchema.FileNumber).Bind(2, BinaryPrimitives.ReadInt64LittleEndian(Guid.NewGuid().ToByteArray().AsSpan(8))).Run();
        connection.Execute("COMMIT");
    }

    /// <summary>Moves the file, and what belongs to it, to another name.</summary>
    /// <returns>That name, without the folder.</returns>
    private string PutAside()
    {
        var older = Directory.GetFiles(Path.GetDirectoryName(_path)!, $"{_file}.damaged-*")
            .Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToArray();
        foreach (var surplus in older.SkipLast(MostDamagedFiles - 1))
        {
            Array.ForEach(Parts, part => File.Delete(surplus + part));
        }

        var name = $"{_file}.damaged-{options.Time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}";
        for (var i = 2; File.Exists(Beside(name)); i++)
        {
            name = $"{_file}.damaged-{options.Time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{i}";
        }

        foreach (var part in Parts.Where(part => File.Exists(_path + part)))
        {
            File.Move(_path + part, Beside(name) + part);
        }

        return name;
    }

    private string Beside(string name) => Path.Combine(Path.GetDirectoryName(_path)!, name);

    private void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Throw.NoFolder(_file, fault);
        }

        if (Directory.Exists(_path))
        {
            throw Throw.IsFolder(_file);
        }
    }

    /// <summary>Waits until no other process is opening the file: two that find it damaged must not both put it aside.</summary>
    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(_path + "-open", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < LockTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException)
            {
                throw Throw.Locked(_file);
            }
            catch (UnauthorizedAccessException fault)
            {
                throw Throw.NoFolder(_file, fault);
            }
        }
    }

    private static long Number(FileConnection connection, [ConstantExpected] string sql)
    {
        using var statement = connection.Prepare(sql);
        return statement.RunForNumber() ?? 0;
    }
}
