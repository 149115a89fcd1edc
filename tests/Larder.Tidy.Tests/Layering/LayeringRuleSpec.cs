using Larder.Tidy.Layering;

namespace Larder.Tidy.Tests.Layering;

public sealed class LayeringRuleSpec
{
    private const string Store =
        "namespace Larder.Engine.Store; internal sealed class MemoryStore { internal int Count; }";

    [Fact]
    public void An_upward_import_names_file_type_room_and_what_is_allowed()
    {
        var files = FileSet.Of(
            ("src/Larder.Engine/Store/MemoryStore.cs", Store),
            ("src/Larder.Engine/Eviction/Lru.cs",
                "using Larder.Engine.Store; namespace Larder.Engine.Eviction; class Lru { MemoryStore? _store; }"));

        var violation = Assert.Single(new LayeringRule().Check(files));

        Assert.Equal(
            "src/Larder.Engine/Eviction/Lru.cs uses MemoryStore (Store), but Eviction may import: Entries, Statistics",
            violation);
    }

    [Fact]
    public void A_downward_import_is_silent()
    {
        var files = FileSet.Of(
            ("src/Larder.Engine/Entries/Node.cs", "namespace Larder.Engine.Entries; class Node { }"),
            ("src/Larder.Engine/Store/MemoryStore.cs",
                "using Larder.Engine.Entries; namespace Larder.Engine.Store; class MemoryStore { Node? _head; }"));

        Assert.Empty(new LayeringRule().Check(files));
    }

    [Fact]
    public void Comments_strings_and_names_of_members_are_not_imports()
    {
        var files = FileSet.Of(
            ("src/Larder.Engine/Store/MemoryStore.cs", Store),
            ("src/Larder.Engine/Eviction/Lru.cs",
                """
                namespace Larder.Engine.Eviction;

                /// <summary>Serves a <see cref="Larder.Engine.Store.MemoryStore"/>.</summary>
                class Lru
                {
                    // MemoryStore calls this.
                    string Text => "MemoryStore";

                    int MemoryStore => 3;

                    int Twice => MemoryStore * 2;
                }
                """));

        Assert.Empty(new LayeringRule().Check(files));
    }

    [Fact]
    public void Types_of_one_name_are_told_apart_by_arity_and_by_room()
    {
        var files = FileSet.Of(
            ("src/Larder.Engine/Store/Slot.cs", "namespace Larder.Engine.Store; class Slot<T> { }"),
            ("src/Larder.Engine/Entries/Slot.cs", "namespace Larder.Engine.Entries; class Slot { }"),
            ("src/Larder.Engine/Eviction/Lru.cs",
                "using Larder.Engine.Entries; namespace Larder.Engine.Eviction; class Lru { Slot? _slot; }"));

        Assert.Empty(new LayeringRule().Check(files));
    }

    [Fact]
    public void A_member_reached_through_var_counts_as_its_type()
    {
        var files = FileSet.Of(
            ("src/Larder.Engine/Store/MemoryStore.cs", Store),
            ("src/Larder.Engine/Store/Door.cs",
                "namespace Larder.Engine.Store; static class Door { internal static MemoryStore Open() => new(); }"),
            ("src/Larder.Engine/Expiry/Wheel.cs",
                """
                namespace Larder.Engine.Expiry;
                class Wheel { int Count() { var store = Larder.Engine.Store.Door.Open(); return store.Count; } }
                """));

        var violations = new LayeringRule().Check(files).ToList();

        Assert.Contains(
            "src/Larder.Engine/Expiry/Wheel.cs uses MemoryStore (Store), but Expiry may import: Entries, Time",
            violations);
    }

    [Fact]
    public void The_words_at_the_root_of_a_library_use_no_room()
    {
        var files = FileSet.Of(
            ("src/Larder.Engine/Store/MemoryStore.cs", Store),
            ("src/Larder.Engine/StoreOptions.cs",
                "using Larder.Engine.Store; namespace Larder.Engine; class StoreOptions { MemoryStore? _store; }"));

        var violation = Assert.Single(new LayeringRule().Check(files));

        Assert.Equal(
            "src/Larder.Engine/StoreOptions.cs uses MemoryStore (Store), but (root) may import: nothing", violation);
    }

    [Fact]
    public void Rooms_of_one_order_do_not_see_each_other()
    {
        var files = FileSet.Of(
            ("src/Larder/Warming/CacheWarmer.cs", "namespace Larder.Warming; class CacheWarmer { }"),
            ("src/Larder/Monitoring/CacheMonitor.cs",
                "using Larder.Warming; namespace Larder.Monitoring; class CacheMonitor { CacheWarmer? _warmer; }"));

        var violation = Assert.Single(new LayeringRule().Check(files));

        Assert.StartsWith(
            "src/Larder/Monitoring/CacheMonitor.cs uses CacheWarmer (Warming), but Monitoring may import: Ser",
            violation,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_room_that_the_table_does_not_know_is_refused()
    {
        var files = FileSet.Of(("src/Larder.Engine/Attic/Box.cs", "namespace Larder.Engine.Attic; class Box { }"));

        var violation = Assert.Single(new LayeringRule().Check(files));

        Assert.StartsWith(
            "src/Larder.Engine/Attic/Box.cs lies in Attic, but the rooms of Larder.Engine are: Time, Keys,",
            violation,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_the_table_does_not_know_is_refused()
    {
        var files = FileSet.Of(("src/Larder.Attic/Box.cs", "namespace Larder.Attic; class Box { }"));

        Assert.Equal(
            "src/Larder.Attic/Box.cs lies in Larder.Attic, which LayeringSpec does not know",
            Assert.Single(new LayeringRule().Check(files)));
    }

    [Fact]
    public void A_project_that_may_reference_another_may_still_be_kept_out_of_one_room()
    {
        var files = FileSet.Of(
            ("src/Larder/Larder.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""),
            ("src/Larder.Redis/Larder.Redis.csproj",
                """<Project><ProjectReference Include="../Larder/Larder.csproj" /></Project>"""),
            ("src/Larder/Reading/ReadPath.cs", "namespace Larder.Reading; public sealed class ReadPath { }"),
            ("src/Larder.Redis/Coherence/RedisCoherence.cs",
                "using Larder.Reading; namespace Larder.Redis.Coherence; class RedisCoherence { ReadPath? _path; }"));

        Assert.Equal(
            "src/Larder.Redis/Coherence/RedisCoherence.cs uses ReadPath (Larder/Reading), "
            + "but Coherence never imports: Larder/Reading",
            Assert.Single(new LayeringRule().Check(files)));
    }

    [Fact]
    public void Slices_of_the_server_do_not_import_each_other()
    {
        var files = FileSet.Of(
            ("src/Larder.Server/Users/UserBook.cs", "namespace Larder.Server.Users; class UserBook { }"),
            ("src/Larder.Server/Catalog/Shelf.cs",
                "using Larder.Server.Users; namespace Larder.Server.Catalog; class Shelf { UserBook? _users; }"));

        Assert.Equal(
            "src/Larder.Server/Catalog/Shelf.cs uses UserBook (Users), "
            + "but Catalog may import: Configuration, Replies, Description, Data, Disk, Modules",
            Assert.Single(new LayeringRule().Check(files)));
    }

    [Fact]
    public void The_root_of_a_program_composes_its_rooms()
    {
        var files = FileSet.Of(
            ("src/Larder.Server/Users/UserBook.cs", "namespace Larder.Server.Users; class UserBook { }"),
            ("src/Larder.Server/Program.cs", "var users = new Larder.Server.Users.UserBook();"));

        Assert.Empty(new LayeringRule().Check(files));
    }
}
