using Larder.Invalidation;

namespace Larder.Tests.Invalidation;

public sealed class CacheInvalidationSpec
{
    private static readonly Guid Sender = Guid.NewGuid();

    [Fact]
    public void A_message_of_each_kind_carries_what_it_is_about_and_nothing_else()
    {
        CacheInvalidation[] all =
        [
            CacheInvalidation.Set("c", Sender, "k"),
            CacheInvalidation.Remove("c", Sender, "k"),
            CacheInvalidation.Expire("c", Sender, "k"),
            CacheInvalidation.RemoveByTags("c", Sender, ["t"]),
            CacheInvalidation.ExpireByTags("c", Sender, ["t"], TagMatch.All),
            CacheInvalidation.RemoveByPattern("c", Sender, "p*"),
            CacheInvalidation.Clear("c", Sender),
        ];

        Assert.Equal(Enum.GetValues<CacheInvalidationKind>(), all.Select(message => message.Kind));
        Assert.All(all, message => Assert.Equal(("c", Sender), (message.Cache, message.Origin)));
        Assert.Equal(["k", "k", "k", null, null, null, null], all.Select(message => message.Key));
        Assert.Equal([0, 0, 0, 1, 1, 0, 0], all.Select(message => message.Tags.Count));
        Assert.Equal("p*", all[5].Pattern);
        Assert.Single(all, message => message.Pattern is not null);
        Assert.Equal((TagMatch.Any, TagMatch.All), (all[3].Match, all[4].Match));
    }

    [Fact]
    public void Tags_are_copied_so_that_a_message_on_its_way_cannot_change()
    {
        string[] tags = ["red"];
        var message = CacheInvalidation.RemoveByTags("c", Sender, tags);

        tags[0] = "blue";

        Assert.Equal(["red"], message.Tags);
    }

    [Fact]
    public void What_is_missing_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => CacheInvalidation.Clear(null!, Sender));
        Assert.Throws<ArgumentNullException>(() => CacheInvalidation.Remove("c", Sender, null!));
        Assert.Throws<ArgumentNullException>(() => CacheInvalidation.RemoveByPattern("c", Sender, null!));
        Assert.Throws<ArgumentNullException>(() => CacheInvalidation.ExpireByTags("c", Sender, null!));
        Assert.Throws<ArgumentException>(() => CacheInvalidation.ExpireByTags("c", Sender, []));
    }
}
