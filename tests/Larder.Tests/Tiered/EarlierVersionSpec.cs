using System.Buffers;
using Larder.Serialization;
using Larder.Tests.Serialization;
using Larder.Tiers;

namespace Larder.Tests.Tiered;

/// <summary>Processes of a version that knows of no second versions of tags, beside ones that do: a rolling upgrade.</summary>
public sealed class EarlierVersionSpec
{
    private const string Key = HybridUnderTest.Key;
    private static readonly CacheEntryOptions Safe = new() { Tags = ["red"], StaleIfError = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task What_an_earlier_version_wrote_is_removed_by_an_expiry()
    {
        await using var test = new HybridUnderTest(nodes: 2, isAlone: true);
        await WriteAsEarlierAsync(test, "old");
        Assert.Equal("old", await test.Held<string>());

        await test.Other.ExpireByTagAsync("red");

        Assert.False(await test.Other.ExistsAsync(Key));
        await Assert.ThrowsAsync<IOException>(() => FailAsync(test.Other));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_earlier_version_reads_what_is_written_now_until_its_tag_is_removed_or_expired(bool isRemoval)
    {
        await using var test = new HybridUnderTest();
        await test.Cache.SetAsync(Key, "value", Safe);
        Assert.True(await IsTrueForEarlierAsync(test));

        await (isRemoval ? test.Cache.RemoveByTagAsync("red") : test.Cache.ExpireByTagAsync("red"));

        Assert.False(await IsTrueForEarlierAsync(test));
    }

    /// <summary>The one hole: what an earlier version removes by tag cannot be told from what it expired.</summary>
    [Fact]
    public async Task What_an_earlier_version_removes_by_tag_is_untrue_but_may_help_out()
    {
        await using var test = new HybridUnderTest(nodes: 2, isAlone: true);
        await test.Cache.SetAsync(Key, "old", Safe);

        await test.Place.Create("").Tags!.RaiseAsync("red");

        Assert.False(await test.Other.ExistsAsync(Key));
        Assert.Equal("old", await FailAsync(test.Other));
    }

    private static async Task WriteAsEarlierAsync(HybridUnderTest test, string value)
    {
        var tier = test.Place.Create("");
        var stamps = new long[1];
        await tier.Tags!.MaterializeAsync(["red"], stamps);
        var facts = new PayloadFacts { StaleWindowMs = 60_000, Tags = ["red"], TagVersions = stamps };
        var payload = CodecUnderTest.Codec().Encode(value, facts, Key);
        await tier.SetAsync(Key, new ReadOnlySequence<byte>(payload), null);
    }

    /// <summary>Reads as the earlier version did: every tag in the envelope must have the version it was stamped with.</summary>
    private static async Task<bool> IsTrueForEarlierAsync(HybridUnderTest test)
    {
        Assert.True(PayloadCodec.TryReadFacts(Key, test.Place[Key], out var facts));
        Assert.Equal(["\u0001removed:red", "red"], facts.Tags);
        var now = new long[facts.Tags.Length];
        await test.Place.Create("").Tags!.ReadAsync(facts.Tags, now);
        return now.SequenceEqual(facts.TagVersions);
    }

    private static Task<string> FailAsync(LarderCache cache) =>
        cache.GetOrCreateAsync<int, string>(Key, 0, static (_, _, _) => throw new IOException("down"), Safe).AsTask();
}
