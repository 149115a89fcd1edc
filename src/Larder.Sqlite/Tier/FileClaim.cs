namespace Larder.Sqlite.Tier;

/// <summary>The right to use a file, alone or beside others, for as long as it is held; a process that dies gives it back.</summary>
/// <remarks>
/// It is a lock on a file beside it, which stays there: one that is taken away while others still ask for it would be two.
/// SQLite's own exclusive mode would keep the readers of this very process out as well.
/// </remarks>
internal sealed class FileClaim : IDisposable
{
    private readonly FileStream _held;

    private FileClaim(FileStream held) => _held = held;

    /// <summary>Claims a file.</summary>
    /// <exception cref="CacheFileException">Somebody else has a claim that does not go with this one.</exception>
    internal static FileClaim Take(string path, SqliteSharing sharing)
    {
        var share = sharing == SqliteSharing.Exclusive ? FileShare.None : FileShare.ReadWrite;
        try
        {
            return new FileClaim(new FileStream(path + "-use", FileMode.OpenOrCreate, FileAccess.ReadWrite, share));
        }
        catch (IOException) when (File.Exists(path + "-use"))
        {
            throw Throw.InUse(Path.GetFileName(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Throw.NoFolder(Path.GetFileName(path), fault);
        }
    }

    public void Dispose() => _held.Dispose();
}
