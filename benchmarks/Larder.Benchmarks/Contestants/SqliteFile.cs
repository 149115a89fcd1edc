using System.Text;
using Larder.Sqlite;
using Larder.Sqlite.Tier;
using Larder.Tiers;

namespace Larder.Benchmarks.Contestants;

/// <summary>A file of the disk tier in a folder of its own, which goes when the program ends; values of 200 bytes.</summary>
internal sealed class SqliteFile
{
    internal static readonly byte[] Value = Encoding.UTF8.GetBytes(new string('v', 200));

    internal SqliteFile()
    {
        var folder = Directory.CreateTempSubdirectory("larder-bench-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        Path = System.IO.Path.Combine(folder.FullName, "cache.db");
        Tier = new SqliteTierFactory(new SqliteTierOptions { Path = Path }).Create("cache");
    }

    internal string Path { get; }

    internal ICacheTier Tier { get; }

    /// <summary>How long entries live: they end, as those of a cache do.</summary>
    internal static TimeSpan TimeToLive => TimeSpan.FromHours(1);
}
