using Larder.Tiers;
using Xunit;

namespace Larder.Testing.Tiers;

/// <summary>What a tier owes that keeps the versions of tags.</summary>
/// <typeparam name="TPlace">Makes the tiers.</typeparam>
public abstract class TagContract<TPlace> : TierTests<TPlace>
    where TPlace : TierPlace, new()
{
    [Fact]
    public async Task A_tag_has_no_version_before_it_is_asked_for_one()
    {
        var tags = Tier.Tags!;
        Assert.Equal<long[]>([0L, 0L], await ReadTagsAsync(tags, "red", "blue"));
        var made = await MaterializeAsync(tags, "red", "blue", "red");

        Assert.All(made, version => Assert.True(version > 0));
        Assert.Equal(made[0], made[2]);
        Assert.Equal(made, await ReadTagsAsync(tags, "red", "blue", "red"));
        Assert.Equal(made, await MaterializeAsync(tags, "red", "blue", "red"));
    }

    [Fact]
    public async Task A_raised_tag_has_a_higher_version_and_others_keep_theirs()
    {
        var tags = Tier.Tags!;
        var before = await MaterializeAsync(tags, "red", "blue");
        var raised = await tags.RaiseAsync("red");
        var again = await tags.RaiseAsync("red");
        var unknown = await tags.RaiseAsync("never seen");

        Assert.True(before[0] < raised && raised < again);
        Assert.True(unknown > 0);
        Assert.Equal<long[]>([again, before[1], unknown], await ReadTagsAsync(tags, "red", "blue", "never seen"));
    }

    [Fact]
    public async Task A_version_is_not_behind_the_clock()
    {
        var tags = Tier.Tags!;
        var first = await tags.RaiseAsync("red");
        await Place.PassAsync(TimeSpan.FromSeconds(10));
        var later = await tags.RaiseAsync("red");

        Assert.True(later - first >= 9_000_000, $"{first} and ten seconds later {later}");
    }

    [Fact]
    public async Task Clearing_leaves_tags_and_entries_are_no_tags()
    {
        var tags = Tier.Tags!;
        var made = await MaterializeAsync(tags, "red");
        await Tier.SetAsync("red", Bytes("an entry"), null);

        await Tier.ClearAsync();

        Assert.Equal(made, await ReadTagsAsync(tags, "red"));
        Assert.Null(await ReadAsync("red"));
    }

    [Fact]
    public async Task Tags_of_another_cache_are_others()
    {
        var tags = Tier.Tags!;
        var other = await OpenAsync("another cache");
        await MaterializeAsync(tags, "red");

        Assert.Equal<long[]>([0L], await ReadTagsAsync(other.Tags!, "red"));
    }

    [Fact]
    public async Task No_version_is_issued_twice()
    {
        var tags = Tier.Tags!;
        var issued = await Task.WhenAll(Enumerable.Range(0, 4).Select(lane => Task.Run(async () =>
        {
            var versions = new List<long>();
            for (var i = 0; i < 20; i++)
            {
                versions.Add(await tags.RaiseAsync("red"));
            }

            Assert.Equal(versions.Order(), versions);
            return versions;
        })));

        var all = issued.SelectMany(versions => versions).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal<long[]>([all.Max()], await ReadTagsAsync(tags, "red"));
    }

    private static async ValueTask<long[]> ReadTagsAsync(ITagVersions tags, params string[] names)
    {
        var versions = new long[names.Length];
        await tags.ReadAsync(names, versions);
        return versions;
    }

    private static async ValueTask<long[]> MaterializeAsync(ITagVersions tags, params string[] names)
    {
        var versions = new long[names.Length];
        await tags.MaterializeAsync(names, versions);
        return versions;
    }
}
