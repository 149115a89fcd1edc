using System.Diagnostics.CodeAnalysis;

namespace Larder.Sqlite;

/// <summary>Every exception of the file tier, named for its reason. None has a key, a value or the folder of the file in it.</summary>
internal static class Throw
{
    internal static void IfFaulty(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults), "options");
        }
    }

    internal static void IfNoLife(TimeSpan? timeToLive)
    {
        if (timeToLive <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeToLive), timeToLive, $"An entry must live longer than zero, but was given {timeToLive}. Pass null for no end.");
        }
    }

    internal static CacheFileException Fault(string file, string what, int code, string reason) =>
        new($"The cache file {file} could not be {what}: {reason} (SQLite code {code}).", code & 0xFF);

    internal static CacheFileException NoFolder(string file, Exception cause) =>
        new($"The cache file {file} could not be opened: its folder cannot be made or entered ({cause.GetType().Name}). Set SqliteTierOptions.Path to a folder this program may write to.", 0, cause);

    internal static CacheFileException IsFolder(string file) =>
        new($"The cache file {file} could not be opened: there is a folder of that name. Set SqliteTierOptions.Path to a file.", 0);

    internal static CacheFileException Foreign(string file) =>
        new($"The cache file {file} was left alone: it is the database of another program. Set SqliteTierOptions.Path to a file of its own.", 0);

    internal static CacheFileException Newer(string file, long version, long known) =>
        new($"The cache file {file} was left alone: it has version {version}, and this Larder knows {known}. Update the program, or set SqliteTierOptions.Path to another file.", 0);

    internal static CacheFileException Damaged(string file, string finding) =>
        new($"The cache file {file} is damaged: {finding}", SQLitePCL.raw.SQLITE_CORRUPT);

    internal static CacheFileException Locked(string file) =>
        new($"The cache file {file} could not be opened: another process has been opening it for too long.", SQLitePCL.raw.SQLITE_BUSY);

    internal static CacheFileException InUse(string file) =>
        new($"The cache file {file} was left alone: another program uses it, and one of the two wants it alone. End the other program, or set SqliteTierOptions.Path to another file.", SQLitePCL.raw.SQLITE_BUSY);

    [DoesNotReturn]
    internal static void Closed(string file) =>
        throw new ObjectDisposedException(file, $"The cache file {file} is closed. Use it while its SqliteTierFactory is alive.");
}
