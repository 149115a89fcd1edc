using Larder.Engine;
using Larder.Simulation.Runs;
using Larder.Simulation.Traces;

namespace Larder.Simulation.Tests.Runs;

public sealed class RunPlanSpec
{
    [Fact]
    public void Every_policy_runs_at_every_capacity_from_small_to_large()
    {
        var plan = new RunPlan
        {
            Trace = TraceSource.Find("uniform:1000:10k"),
            Policies = [EvictionPolicy.Lru, EvictionPolicy.Fifo],
            Capacities = CapacityTerm.ParseList("500,10%"),
        };

        var runs = plan.Resolve();

        Assert.Equal(
            [(EvictionPolicy.Lru, 100), (EvictionPolicy.Fifo, 100), (EvictionPolicy.Lru, 500), (EvictionPolicy.Fifo, 500)],
            runs.Select(run => (run.Policy, run.Capacity)));
    }

    [Fact]
    public void Capacities_that_come_to_the_same_run_once()
    {
        var plan = new RunPlan
        {
            Trace = TraceSource.Find("loop:1000:2000"),
            Policies = [EvictionPolicy.Lru],
            Capacities = CapacityTerm.ParseList("10%,100"),
        };

        Assert.Equal(100, Assert.Single(plan.Resolve()).Capacity);
    }

    [Fact]
    public void A_percentage_is_of_the_keys_before_the_limit()
    {
        var plan = new RunPlan
        {
            Trace = TraceSource.Find("loop:1000:2000"),
            Policies = [EvictionPolicy.Lru],
            Capacities = CapacityTerm.ParseList("50%"),
            Limit = 200,
        };

        var run = Assert.Single(plan.Resolve());

        Assert.Equal(100, run.Capacity);
        Assert.Equal(200, run.Limit);
    }

    [Fact]
    public void A_trace_without_sizes_cannot_be_weighed()
    {
        using var folder = new ScratchFolder();
        var plan = new RunPlan
        {
            Trace = TraceSource.Find(folder.Write("keys.u32", TraceBytes.Keys(1))),
            Capacities = CapacityTerm.ParseList("100"),
            IsWeighted = true,
        };

        var fault = Assert.Throws<SimulationException>(() => plan.Resolve());

        Assert.Equal(
            "The trace keys.u32 carries no sizes, so it cannot be weighed. " +
            "Use an .oracleGeneral trace or a generated workload, or leave --weighted out.",
            fault.Message);
    }

    [Fact]
    public void The_count_for_a_percentage_can_be_cancelled_and_reports_progress()
    {
        var plan = new RunPlan { Trace = TraceSource.Find("loop:1000:100k"), Capacities = CapacityTerm.ParseList("50%") };
        using var cancellation = new CancellationTokenSource();
        var seen = new List<TraceProgress>();

        var resolve = () => plan.Resolve(
            progress =>
            {
                seen.Add(progress);
                cancellation.Cancel();
            },
            cancellation.Token);

        Assert.Throws<OperationCanceledException>(resolve);
        Assert.InRange(Assert.Single(seen).Fraction, 0.001, 0.5);
    }
}
