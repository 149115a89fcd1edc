using Larder.Tidy.Code;
using Larder.Tidy.Layering;

namespace Larder.Tidy;

/// <summary>Every rule that the repository is held against.</summary>
internal static class HouseRules
{
    internal static IReadOnlyList<IRule> All(string root) =>
    [
        new ProjectRule(),
        new LayeringRule(),
        new CycleRule(),
        new HitPathRule(),
        new SizeRule(),
        new DirectiveRule(),
        new MarkerRule(),
        new NameRule(),
        new SuppressionRule(),
        new SkipRule(),
        new FriendRule(),
        new InvariantsRule(),
        new LockRule(),
        WorkplaceRule.ForThisMachine(root),
    ];
}
