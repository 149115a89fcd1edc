using Larder.Tidy.Layering;

namespace Larder.Tidy.Tests.Layering;

public sealed class HitPathRuleSpec
{
    private const string Manager = "src/Larder/Manager/CacheManager.cs";
    private const string Reading = "src/Larder/Reading/ReadPath.cs";
    private const string Memory = "src/Larder/Memory/MemoryTier.cs";
    private const string Store = "src/Larder.Engine/Store/MemoryStore.cs";

    [Fact]
    public void The_rule_sleeps_until_there_is_a_facade()
    {
        Assert.Empty(new HitPathRule().Check(FileSet.Of((Store, "class MemoryStore { }"))));
    }

    [Fact]
    public void A_missing_file_is_named_with_its_place()
    {
        var files = FileSet.Of(
            (Manager, "class CacheManager { ReadPath? _path; }"),
            (Reading, "class ReadPath { MemoryTier? _tier; }"),
            (Store, "class MemoryStore { }"));

        Assert.Equal(
            "src/Larder/Memory/MemoryTier.cs is missing; it is file 3 of the four files of a hit",
            Assert.Single(new HitPathRule().Check(files)));
    }

    [Fact]
    public void A_file_that_does_not_lead_to_the_next_is_named()
    {
        var files = FileSet.Of(
            (Manager, "class CacheManager { ReadPath? _path; }"),
            (Reading, "class ReadPath { } // once knew the MemoryTier"),
            (Memory, "class MemoryTier { MemoryStore<int>? _store; }"),
            (Store, "class MemoryStore<T> { }"));

        Assert.Equal(
            "src/Larder/Reading/ReadPath.cs does not name MemoryTier, the next of the four files of a hit",
            Assert.Single(new HitPathRule().Check(files)));
    }

    [Fact]
    public void Four_files_in_a_row_are_silent()
    {
        var files = FileSet.Of(
            (Manager, "class CacheManager { ReadPath? _path; }"),
            (Reading, "class ReadPath { MemoryTier? _tier; }"),
            (Memory, "class MemoryTier { MemoryStore<int>? _store; }"),
            (Store, "class MemoryStore<T> { }"));

        Assert.Empty(new HitPathRule().Check(files));
    }
}
