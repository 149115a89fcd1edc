namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>The explorer is shown races everybody knows, and their cures.</summary>
public sealed class ExplorerSpec
{
    [Fact]
    public void A_lost_update_is_found_and_told_step_by_step()
    {
        var found = Explorer.Explore(() => new CounterModel(withLock: false));

        Assert.Equal("An update was lost: the counter is 1.", found.Violation);
        Assert.Equal(
            ["first reads the counter", "second reads the counter"],
            found.Schedule.Where(static step => step.EndsWith("reads the counter", StringComparison.Ordinal)));
        Assert.Equal(4, found.Schedule.Count);
        Assert.Contains("  1. first reads the counter", found.Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_lock_no_update_is_lost()
    {
        var found = Explorer.Explore(() => new CounterModel(withLock: true));

        Assert.True(found.IsClean, found.Report());
        Assert.True(found.Ends > 0);
    }

    [Fact]
    public void A_deadlock_is_found_with_the_names_of_those_who_wait()
    {
        var found = Explorer.Explore(() => new DeadlockModel(sameOrder: false));

        Assert.Equal("Deadlock: first (takes the other lock), second (takes the other lock).", found.Violation);
    }

    [Fact]
    public void Locks_taken_in_one_order_do_not_deadlock()
    {
        var found = Explorer.Explore(() => new DeadlockModel(sameOrder: true));

        Assert.True(found.IsClean, found.Report());
    }

    [Fact]
    public void A_store_that_is_overtaken_by_a_load_is_found()
    {
        var found = Explorer.Explore(() => new StoreBufferModel(withFence: false));

        Assert.Equal("Neither saw the other.", found.Violation);
    }

    [Fact]
    public void A_full_fence_keeps_the_load_behind_the_store()
    {
        var found = Explorer.Explore(() => new StoreBufferModel(withFence: true));

        Assert.True(found.IsClean, found.Report());
    }
}
