using Larder.Testing.Tiers;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>A file keeps the contract of tiers, all of it.</summary>
public static class SqliteTierSpec
{
    public sealed class Contract : TierContract<SqlitePlace>;

    public sealed class Versions : VersionContract<SqlitePlace>;

    public sealed class Scans : ScanContract<SqlitePlace>;

    public sealed class Tags : TagContract<SqlitePlace>;

    public sealed class Shared : SharedContract<SqlitePlace>;

    public sealed class Alone : TierContract<ExclusivePlace>;

    public sealed class VersionsAlone : VersionContract<ExclusivePlace>;
}
