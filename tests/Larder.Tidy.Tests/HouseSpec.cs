namespace Larder.Tidy.Tests;

public sealed class HouseSpec
{
    private static readonly IReadOnlyList<IRule> Rules = HouseRules.All(Tree.Root);

    public static TheoryData<string> Demands => [.. Rules.Select(rule => rule.Demand)];

    [Theory]
    [MemberData(nameof(Demands))]
    public void The_repository_keeps_the_rule(string demand)
    {
        var rule = Rules.Single(each => each.Demand == demand);

        var violations = rule.Check(Tree.Files).ToList();

        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void The_tree_is_the_repository_and_not_an_empty_folder()
    {
        Assert.NotNull(Tree.Files.Find("Larder.slnx"));
        Assert.NotEmpty(Tree.Files.Sources);
        Assert.DoesNotContain(Tree.Files.All, file => file.Path.Contains("/obj/", StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_have_names_that_tell_them_apart()
    {
        Assert.Equal(Rules.Count, Rules.Select(rule => rule.Demand).Distinct().Count());
    }
}
