namespace Larder.Testing.Tests;

[Collection(nameof(MeasuredAlone))]
public sealed class MemoryProbeSpec
{
    private readonly List<object> _kept = [];

    [Fact]
    public void An_object_that_nobody_holds_is_reclaimed()
    {
        var tracked = MemoryProbe.Track(static () => new byte[100], static _ => { });

        Assert.True(MemoryProbe.IsReclaimed(tracked));
        MemoryProbe.AssertReclaimed("arrays", tracked);
    }

    [Fact]
    public void An_object_that_is_held_is_told_from_one_that_is_not()
    {
        var held = MemoryProbe.Track(static () => new byte[100], _kept.Add);
        var free = MemoryProbe.Track(static () => new byte[100], static _ => { });

        var failure = Assert.Throws<TestFailedException>(() => MemoryProbe.AssertReclaimed("arrays", held, free));

        Assert.Equal("1 of 2 objects (arrays) are still referenced after 10 collections.", failure.Message);
        GC.KeepAlive(_kept);
    }

    [Fact]
    public void Bytes_kept_are_those_of_the_result()
    {
        var bytes = MemoryProbe.BytesKeptBy(static () =>
        {
            var kept = new byte[8_000_000];
            GC.KeepAlive(new byte[8_000_000]);
            return kept;
        });

        Assert.InRange(bytes, 7_000_000, 12_000_000);
    }
}
