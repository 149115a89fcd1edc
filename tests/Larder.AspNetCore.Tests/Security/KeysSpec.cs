using System.Net;
using Larder.AspNetCore.Security;

namespace Larder.AspNetCore.Tests.Security;

public sealed class KeysSpec
{
    [Fact]
    public void A_new_key_is_long_random_and_known_by_its_hash()
    {
        var key = AccessKey.Generate();
        var other = AccessKey.Generate();

        var ring = new KeyRing([Keys.Of(key, "read", "one")], isRequired: true);

        Assert.Matches("^larder_[A-Za-z0-9_-]{43}$", key);
        Assert.NotEqual(key, other);
        Assert.Equal("one", ring.Find(key)!.Name);
        Assert.Null(ring.Find(other));
    }

    [Fact]
    public void The_hash_is_what_sha256sum_prints()
    {
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", AccessKey.HashOf("abc"));
    }

    [Theory]
    [InlineData("", "read", "name of 1 to 64")]
    [InlineData("a b", "read", "name of 1 to 64")]
    [InlineData("ci", "everything", "the scope read, write or admin")]
    [InlineData("ci", null, "the scope read, write or admin")]
    public void A_part_that_makes_no_sense_is_named(string name, string? scope, string expected)
    {
        Assert.False(AccessKey.TryCreate(name, scope, AccessKey.HashOf("k"), out _, out var fault));

        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the-key-itself")]
    [InlineData("")]
    [InlineData("zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void A_key_in_the_place_of_its_hash_is_refused_and_not_repeated(string hash)
    {
        Assert.False(AccessKey.TryCreate("ci", "read", hash, out _, out var fault));

        Assert.Contains("SHA-256", fault, StringComparison.Ordinal);
        Assert.True(hash.Length == 0 || !fault.Contains(hash, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_prints_its_name_and_nothing_that_helps_to_guess_it()
    {
        Assert.Equal("reader-key (Read)", Keys.Of(Keys.Reader, "read").ToString());
    }

    [Fact]
    public void Two_keys_of_one_name_and_two_names_of_one_key_are_refused()
    {
        var names = Assert.Throws<ArgumentException>(() => new AccessKeys([Keys.Of("a", "read", "ci"), Keys.Of("b", "read", "CI")]));
        var hashes = Assert.Throws<ArgumentException>(() => new AccessKeys([Keys.Of("a", "read", "x"), Keys.Of("a", "admin", "y")]));

        Assert.Contains("'ci' is there twice", names.Message, StringComparison.Ordinal);
        Assert.Contains("'x' and 'y' are the same", hashes.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_keys_are_the_most()
    {
        var many = Enumerable.Range(0, AccessKeys.MostKeys + 1).Select(i => Keys.Of($"k{i}", "read")).ToList();

        Assert.Contains("at most 100 keys", Assert.Throws<ArgumentException>(() => new AccessKeys(many)).Message, StringComparison.Ordinal);
        Assert.Equal(100, new AccessKeys(many[1..]).Count);
    }

    [Fact]
    public void Keys_that_go_leave_the_door_locked()
    {
        var keys = new AccessKeys(Keys.All);

        keys.Replace([]);

        Assert.True(keys.IsRequired);
        Assert.Null(keys.Current.Find(Keys.Admin));
    }

    [Fact]
    public void Without_keys_nothing_is_demanded_until_there_is_one()
    {
        var keys = new AccessKeys([]);
        var before = keys.IsRequired;

        keys.Replace(Keys.All);

        Assert.False(before);
        Assert.True(keys.IsRequired);
    }

    [Theory]
    [InlineData("reader-ke")]
    [InlineData("reader-key ")]
    [InlineData("READER-KEY")]
    [InlineData("")]
    public void What_is_almost_a_key_is_none(string sent)
    {
        Assert.Null(new KeyRing(Keys.All, isRequired: true).Find(sent));
    }

    [Fact]
    public void A_text_without_end_is_no_key_and_costs_nothing()
    {
        Assert.Null(new KeyRing(Keys.All, isRequired: true).Find(new string('k', 1_000_000)));
    }

    [Fact]
    public async Task Keys_are_exchanged_under_a_server_that_runs()
    {
        var keys = new AccessKeys([Keys.Of("old", "admin")]);
        await using var server = await GuardedServer.StartAsync(new AccessOptions { Keys = keys });
        var before = await server.StatusAsync("GET", "/data", Keys.Bearer("old"));

        keys.Replace([Keys.Of("new", "admin")]);

        Assert.Equal(HttpStatusCode.OK, before);
        Assert.Equal(HttpStatusCode.Unauthorized, await server.StatusAsync("GET", "/data", Keys.Bearer("old")));
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync("GET", "/data", Keys.Bearer("new")));
    }
}
