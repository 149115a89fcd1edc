using Larder.Engine.Pressure;
using Larder.Testing;

namespace Larder.Engine.Tests.Pressure;

public sealed class ProcessMemorySpec
{
    private const long Gib = 1L << 30;

    [Fact]
    public void The_share_is_of_what_the_container_or_the_system_has()
    {
        Assert.Equal(0.5, ProcessMemory.ShareOf(2 * Gib, 1 * Gib, 1 * Gib, machineLimit: 4 * Gib, heapLimit: 4 * Gib));
    }

    [Fact]
    public void Memory_that_the_collector_holds_in_reserve_is_no_pressure()
    {
        Assert.Equal(0.25, ProcessMemory.ShareOf(3 * Gib, 3 * Gib, 1 * Gib, machineLimit: 4 * Gib, heapLimit: 4 * Gib));
    }

    [Fact]
    public void A_hard_limit_of_the_heap_counts_when_it_is_nearer()
    {
        double share = ProcessMemory.ShareOf(3 * Gib, 3 * Gib, 3 * Gib, machineLimit: 100 * Gib, heapLimit: 4 * Gib);

        Assert.Equal(0.75, share);
    }

    [Fact]
    public void Limits_that_nobody_knows_are_no_pressure()
    {
        Assert.Equal(0, ProcessMemory.ShareOf(3 * Gib, 1 * Gib, 1 * Gib, machineLimit: 0, heapLimit: 0));
    }

    [Fact]
    public void The_measured_share_lies_between_nothing_and_everything()
    {
        Assert.InRange(new ProcessMemory(reading: null).Share, 0.000_01, 1);
    }

    [Fact]
    public void An_injected_reading_replaces_the_measured_one()
    {
        Assert.Equal(0.42, new ProcessMemory(() => 0.42).Share);
    }

    [Fact]
    public void A_collection_that_was_begun_ends_with_a_higher_index()
    {
        var memory = new ProcessMemory(reading: null);
        long before = memory.LastFullCollection;

        // Tests beside this one may be collecting; then ours begins as soon as theirs has ended.
        Assert.True(SpinWait.SpinUntil(memory.TryBeginCollection, WaitLimit.Default));

        Assert.True(SpinWait.SpinUntil(() => memory.LastFullCollection > before, WaitLimit.Default));
    }
}
