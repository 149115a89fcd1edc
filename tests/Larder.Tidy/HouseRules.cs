using Larder.Tidy.Code;
using Larder.Tidy.Contracts;
using Larder.Tidy.Docs;
using Larder.Tidy.Layering;
using Larder.Tidy.Surface;

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
        new DiagramRule(),
        new SizeRule(),
        new DirectiveRule(),
        new MarkerRule(),
        new NameRule(),
        new SuppressionRule(),
        new SkipRule(),
        new FriendRule(),
        new InvariantsRule(),
        new LockRule(),
        new SurfaceRule(),
        new ContractRule(),
        new TitleRule(),
        new LinkRule(),
        new SnippetRule(),
        new ReadmeRule(),
        WorkplaceRule.ForThisMachine(root),
    ];
}
