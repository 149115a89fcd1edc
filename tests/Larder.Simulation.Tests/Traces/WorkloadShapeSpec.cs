using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Traces;

/// <summary>Each kind of workload does what its sentence in the grammar says.</summary>
public sealed class WorkloadShapeSpec
{
    [Fact]
    public void A_loop_comes_round_in_the_same_order()
    {
        var keys = TraceContent.KeysOf("loop:5:15", 15);

        Assert.Equal(5, keys.Distinct().Count());
        Assert.Equal(keys[..5], keys[5..10]);
        Assert.Equal(keys[..5], keys[10..]);
    }

    [Fact]
    public void Scanned_keys_come_once_and_at_their_place()
    {
        var keys = TraceContent.KeysOf("zipf-scan:1:10:1000:80:20", 1000);
        var counts = keys.CountBy(key => key).ToDictionary();

        Assert.Equal(200 + 10, counts.Count);
        Assert.All(Enumerable.Range(0, 1000).Where(i => i % 100 >= 80), i => Assert.Equal(1, counts[keys[i]]));
    }

    [Fact]
    public void After_a_jump_no_old_key_comes_back()
    {
        var keys = TraceContent.KeysOf("zipf-jump:0.9:50:3000:1000", 3000);

        Assert.Empty(keys[..1000].Intersect(keys[1000..]));
        Assert.Empty(keys[1000..2000].Intersect(keys[2000..]));
        Assert.Equal(150, keys.Distinct().Count());
    }

    [Fact]
    public void Drift_keeps_the_keys_and_changes_the_famous_ones()
    {
        var keys = TraceContent.KeysOf("zipf-drift:1.1:100:200k:100", 200_000);

        Assert.Equal(100, keys.Distinct().Count());
        Assert.NotEqual(MostFrequent(keys[..20_000]), MostFrequent(keys[^20_000..]));
    }

    [Fact]
    public void The_loop_takes_its_share_of_a_mix()
    {
        var keys = TraceContent.KeysOf("zipf-loop:0.9:100:100k:1000:0.3", 100_000);
        var looped = keys.CountBy(key => key).Where(pair => pair.Value is >= 29 and <= 31).Sum(pair => pair.Value);

        Assert.Equal(1100, keys.Distinct().Count());
        Assert.InRange(looped, 28_000, 32_000);
    }

    [Fact]
    public void Recency_asks_for_new_keys_by_their_share_and_prefers_the_near_past()
    {
        var keys = TraceContent.KeysOf("recency:1:1000:100k:0.2", 100_000);
        int repeatsOfTheLast = Enumerable.Range(1, keys.Count - 1).Count(i => keys[i] == keys[i - 1]);

        Assert.InRange(keys.Distinct().Count(), 19_000, 21_000);
        Assert.InRange(repeatsOfTheLast, 9_000, 30_000);
    }

    [Fact]
    public void Sizes_belong_to_keys_and_fill_their_range()
    {
        var requests = TraceContent.Of(TraceSource.Find("uniform:5000:50k"));

        Assert.All(requests.GroupBy(request => request.Key), group => Assert.Single(group.Distinct()));
        Assert.All(requests, request => Assert.InRange(request.Size, 64, 65_535));
        Assert.Contains(requests, request => request.Size < 128);
        Assert.Contains(requests, request => request.Size > 32_768);
    }

    private static long MostFrequent(IEnumerable<long> keys) => keys.CountBy(key => key).MaxBy(pair => pair.Value).Key;
}
