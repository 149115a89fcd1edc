using Larder.Engine.Eviction;

namespace Larder.Engine.Tests.Eviction;

public sealed class FrequencySketchSpec
{
    [Fact]
    public void A_key_never_counted_is_mostly_unknown()
    {
        var sketch = new FrequencySketch(1000);
        for (var key = 0u; key < 1000; key++)
        {
            sketch.Add(Hash(key), 1);
        }

        var mistaken = Enumerable.Range(10_000, 10_000).Count(key => sketch.Estimate(Hash((uint)key)) > 0);

        Assert.InRange(mistaken, 0, 1500);
    }

    [Fact]
    public void Estimates_are_never_too_low_and_end_at_the_maximum()
    {
        var sketch = new FrequencySketch(512);
        for (var key = 0u; key < 400; key++)
        {
            sketch.Add(Hash(key), 1 + ((int)key % 20 == 0 ? 19 : (int)key % 10));
        }

        for (var key = 0u; key < 400; key++)
        {
            var counted = Math.Min(1 + ((int)key % 20 == 0 ? 19 : (int)key % 10), FrequencySketch.Max);

            Assert.InRange(sketch.Estimate(Hash(key)), counted, FrequencySketch.Max);
        }
    }

    [Fact]
    public void Old_fame_fades()
    {
        var sketch = new FrequencySketch(1000);
        sketch.Add(Hash(1), FrequencySketch.Max);

        for (var addition = 0; addition < 50_000; addition++)
        {
            sketch.Add(Hash(2), 1);
        }

        Assert.InRange(sketch.Estimate(Hash(1)), 0, 1);
    }

    [Fact]
    public void A_doubled_sketch_knows_what_the_old_one_knew()
    {
        var sketch = new FrequencySketch(512);
        for (var key = 0u; key < 200; key++)
        {
            sketch.Add(Hash(key), (int)(key % 15) + 1);
        }

        var doubled = sketch.Grown();

        Assert.Equal(1024, doubled.Entries);
        Assert.All(Enumerable.Range(0, 200), key => Assert.Equal(sketch.Estimate(Hash((uint)key)), doubled.Estimate(Hash((uint)key))));
    }

    private static uint Hash(uint key) => Entries.TestNode.HashOf((int)key);
}
