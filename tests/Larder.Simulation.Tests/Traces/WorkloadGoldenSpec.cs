namespace Larder.Simulation.Tests.Traces;

/// <summary>
/// The first keys of every kind of workload. Published hit rates rest on them: a change here changes every figure, on
/// every machine, and is made only on purpose.
/// </summary>
public sealed class WorkloadGoldenSpec
{
    [Theory]
    [InlineData(
        "zipf:0.9:200k:2m:1",
        3019844706857379467L, -8364884044239457196L, -4432490047286430579L, -3159987439298745887L)]
    [InlineData(
        "zipf:1:200k:2m:1",
        -289622165617303721L, 6568353185353278066L, 6946793143290377557L, 3331365674978264131L)]
    [InlineData(
        "zipf:1.1:200k:2m:7",
        2173710101249944774L, -5941545163400593260L, 7091162075535606283L, -5220904277346556025L)]
    [InlineData(
        "zipf-scan:0.9:200k:2m:2:1:1",
        3019844706857379467L, -8364884044239457196L, -3872333784499812800L, -4432490047286430579L)]
    [InlineData(
        "zipf-jump:0.9:200k:2m:2:1",
        3019844706857379467L, -8364884044239457196L, 5020022674131965784L, -6857813532261713842L)]
    [InlineData(
        "zipf-drift:0.9:200k:2m:1:1",
        3019844706857379467L, -3159987439298745887L, 2804252479515924172L, 6040194445950077942L)]
    [InlineData(
        "zipf-loop:0.9:200k:2m:20k:0.5:1",
        -8364884044239457196L, -3159987439298745887L, 8036385656591696184L, -3872333784499812800L)]
    [InlineData(
        "recency:0.9:200k:2m:0.3:1",
        8841707400507832957L, 8841707400507832957L, 8841707400507832957L, 8841707400507832957L)]
    [InlineData(
        "loop:20k:2m:1",
        8841707400507832957L, -2756458260177122986L, -1211274664761577749L, -7216006459180786103L)]
    [InlineData(
        "uniform:200k:2m:1",
        -26713295094921344L, 2482920850599807299L, -2790454873258388022L, 7376814942328207165L)]
    public void The_first_keys_are_the_same_on_every_machine(string workload, params long[] expected)
    {
        var keys = TraceContent.KeysOf(workload, expected.Length);

        Assert.Equal(expected, keys);
    }

    [Fact]
    public void A_hundred_thousand_keys_add_up_to_the_same_number_on_every_machine()
    {
        long sum = TraceContent.KeysOf("zipf:0.9:200k:2m:1", 100_000).Aggregate(0L, (sum, key) => unchecked((sum * 31) + key));

        Assert.Equal(4583633511029427130L, sum);
    }
}
