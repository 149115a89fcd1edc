namespace Larder.Tests.Reading;

/// <summary>Lives that are prolonged by chance.</summary>
public sealed class JitterSpec
{
    private const int Entries = 300;

    private static readonly CacheEntryOptions Spread = new()
    {
        Expiration = TimeSpan.FromSeconds(100),
        Jitter = TimeSpan.FromSeconds(10),
    };

    [Fact]
    public async Task No_life_is_shorter_than_asked_for_or_longer_than_the_jitter_allows()
    {
        await using var test = new CacheUnderTest();
        var lives = new List<TimeSpan>();
        for (var i = 0; i < Entries; i++)
        {
            await test.Cache.SetAsync($"key {i}", i, Spread);
            lives.Add((await test.Cache.TryGetAsync<int>($"key {i}")).ExpiresIn!.Value);
        }

        Assert.All(lives, static life => Assert.InRange(life, TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(110)));
        Assert.InRange(lives.Min(), TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(101));
        Assert.InRange(lives.Max(), TimeSpan.FromSeconds(109), TimeSpan.FromSeconds(110));
        Assert.InRange(lives.Average(static life => life.TotalSeconds), 104, 106);
    }

    [Fact]
    public async Task Entries_leave_one_by_one()
    {
        await using var test = new CacheUnderTest();
        for (var i = 0; i < Entries; i++) await test.Load(i, Spread, $"key {i}");

        test.Clock.Advance(TimeSpan.FromSeconds(99.9));
        Assert.Equal(Entries, Fresh(test));
        test.Clock.Advance(TimeSpan.FromSeconds(5.1));
        Assert.InRange(Fresh(test), Entries / 3, Entries * 2 / 3);
        test.Clock.Advance(TimeSpan.FromSeconds(5.1));

        Assert.Equal(0, Fresh(test));
    }

    [Fact]
    public async Task Without_jitter_a_life_is_as_long_as_asked_for()
    {
        await using var test = new CacheUnderTest();

        await test.Cache.SetAsync(CacheUnderTest.Key, 1, Spread with { Jitter = TimeSpan.Zero });

        Assert.Equal(TimeSpan.FromSeconds(100), (await test.Cache.TryGetAsync<int>(CacheUnderTest.Key)).ExpiresIn);
    }

    private static int Fresh(CacheUnderTest test) =>
        Enumerable.Range(0, Entries).Count(i => test.Cache.TryGetLocal<int>($"key {i}", out _));
}
