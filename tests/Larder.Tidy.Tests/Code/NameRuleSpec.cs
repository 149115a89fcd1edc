using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class NameRuleSpec
{
    [Theory]
    [InlineData("BufferHelper", "Helper")]
    [InlineData("StringUtils", "Utils")]
    [InlineData("CommonKeys", "Common")]
    [InlineData("MiscSettings", "Misc")]
    [InlineData("TierBase", "Base")]
    public void A_name_that_says_nothing_is_refused(string name, string word)
    {
        var files = FileSet.Of(("src/Larder/Tiers/A.cs", $"internal sealed class {name};"));

        Assert.Equal(
            $"src/Larder/Tiers/A.cs has the name {name}; \"{word}\" does not say what it is",
            Assert.Single(new NameRule().Check(files)));
    }

    [Fact]
    public void A_folder_is_a_name_too()
    {
        Assert.Equal(
            "src/Larder/Utils/A.cs has the name Utils; \"Utils\" does not say what it is",
            Assert.Single(new NameRule().Check(FileSet.Of(("src/Larder/Utils/A.cs", "class A;")))));
    }

    [Fact]
    public void Only_the_cache_has_a_manager()
    {
        var files = FileSet.Of(("src/Larder/A.cs", "class CacheManager; class TagManager;"));

        Assert.Equal(
            "src/Larder/A.cs has the name TagManager; CacheManager is the only Manager",
            Assert.Single(new NameRule().Check(files)));
    }

    [Fact]
    public void A_word_that_only_contains_a_forbidden_one_is_fine()
    {
        Assert.Empty(new NameRule().Check(FileSet.Of(("src/Larder.Server/Data/Database.cs", "class Database;"))));
    }
}
