namespace Larder.Server.Configuration;

/// <summary>The file in which caches survive a restart. Nobody makes it unless a cache is told to use it.</summary>
internal sealed record DiskSettings
{
    private const int LeastMegabytes = 1;
    private const int MostMegabytes = 1_000_000;
    private const long Megabyte = 1024 * 1024;

    /// <summary>The full path of the file.</summary>
    public required string File { get; init; }

    public long MaxBytes { get; init; } = 256 * Megabyte;

    public DiskDurability Durability { get; init; }

    /// <summary>Reads and checks them.</summary>
    /// <param name="reader">Where they are read from.</param>
    /// <param name="folder">The data folder.</param>
    /// <param name="database">Where the rows are, which must be another file.</param>
    public static DiskSettings Read(SettingReader reader, string folder, DatabaseAddress database)
    {
        var file = reader.Given(KnownSettings.DiskPath) is { } path
            ? Path.GetFullPath(path)
            : Path.Combine(folder, "cache.db");
        if (database is SqliteAddress rows && IsSame(rows.File, file))
        {
            reader.Fault(
                KnownSettings.DiskPath,
                "names the file of the database. Name another one: what is in a cache may leave, and rows may not.");
        }

        return new DiskSettings
        {
            File = file,
            MaxBytes = ReadMaxBytes(reader),
            Durability = reader.Choice<DiskDurability>(KnownSettings.DiskDurability),
        };
    }

    public static long ReadMaxBytes(SettingReader reader) =>
        reader.Number(KnownSettings.DiskMegabytes, LeastMegabytes, MostMegabytes) * Megabyte;

    /// <summary>The largest value that a file of a size takes.</summary>
    public static long LargestValueOf(long maxBytes) => maxBytes / 4;

    private static bool IsSame(string one, string other) => string.Equals(
        Path.GetFullPath(one), other, OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
}
