using Larder.Testing.Tiers;

namespace Larder.Tests.Tiers;

/// <summary>The fake keeps the contract; tests that rest on it would prove nothing otherwise.</summary>
public static class FakeTierSpec
{
    public sealed class Contract : TierContract<FakePlace>;

    public sealed class Versions : VersionContract<FakePlace>;

    public sealed class Scans : ScanContract<FakePlace>;

    public sealed class Tags : TagContract<FakePlace>;

    public sealed class Shared : SharedContract<FakePlace>;
}
