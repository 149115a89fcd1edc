namespace Larder.Testing.Tests;

public sealed class StepperSpec
{
    [Fact]
    public async Task Code_stops_at_its_step_until_the_test_releases_it()
    {
        var steps = new Stepper();
        var log = new List<string>();
        var code = Task.Run(async () =>
        {
            await steps.Reach("loaded");
            log.Add("code went on");
        });

        await steps.WaitFor("loaded");
        log.Add("test had its turn");
        steps.Release("loaded");
        await code;

        Assert.Equal(["test had its turn", "code went on"], log);
    }

    [Fact]
    public void Code_that_is_not_asynchronous_can_be_led_too()
    {
        var steps = new Stepper();
        var turn = "nobody's";

        ThreadTeam.Run(2, index =>
        {
            if (index == 0)
            {
                steps.ReachAndBlock("loaded");
                Assert.Equal("test's", turn);
                return;
            }

            steps.WaitFor("loaded").Wait();
            turn = "test's";
            steps.Release("loaded");
        });

        Assert.True(steps.HasReached("loaded"));
    }

    [Fact]
    public async Task A_step_released_before_it_is_reached_stops_nobody()
    {
        var steps = new Stepper();

        steps.Release("loaded");

        await steps.Reach("loaded");
        Assert.True(steps.HasReached("loaded"));
    }

    [Fact]
    public async Task A_step_that_is_never_reached_fails_with_its_name()
    {
        var steps = new Stepper(TimeSpan.FromMilliseconds(20));

        var failure = await Assert.ThrowsAsync<TestFailedException>(() => steps.WaitFor("loaded"));

        Assert.Contains("'loaded reached'", failure.Message, StringComparison.Ordinal);
        Assert.False(steps.HasReached("loaded"));
    }

    [Fact]
    public async Task A_step_that_is_never_released_fails_with_its_name()
    {
        var steps = new Stepper(TimeSpan.FromMilliseconds(20));

        var failure = await Assert.ThrowsAsync<TestFailedException>(() => steps.Reach("loaded"));

        Assert.Contains("'loaded released'", failure.Message, StringComparison.Ordinal);
    }
}
