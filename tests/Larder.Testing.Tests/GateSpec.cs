namespace Larder.Testing.Tests;

public sealed class GateSpec
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Nobody_passes_a_closed_gate()
    {
        var gate = new Gate("door");

        var waiting = gate.WaitAsync();
        var before = waiting.IsCompleted;
        gate.Open();
        await waiting;

        Assert.False(before);
        Assert.True(gate.IsOpen);
    }

    [Fact]
    public async Task An_open_gate_stays_open()
    {
        var gate = new Gate("door");

        gate.Open();
        gate.Open();

        gate.Wait();
        await gate.WaitAsync();
        Assert.Equal(2, gate.Arrivals);
    }

    [Fact]
    public void What_happened_before_the_opening_is_seen_by_those_who_pass()
    {
        var gate = new Gate("door");
        var written = 0;

        ThreadTeam.Run(2, index =>
        {
            if (index == 0)
            {
                written = 7;
                gate.Open();
                return;
            }

            gate.Wait();
            Assert.Equal(7, written);
        });

        Assert.Equal(1, gate.Arrivals);
    }

    [Fact]
    public void A_gate_that_nobody_opens_fails_with_its_name()
    {
        var gate = new Gate("door", Soon);

        var failure = Assert.Throws<TestFailedException>(gate.Wait);

        Assert.Equal("Nobody opened the gate 'door' within 00:00:00.0200000.", failure.Message);
    }

    [Fact]
    public async Task An_asynchronous_wait_fails_with_the_name_too()
    {
        var gate = new Gate("door", Soon);

        var failure = await Assert.ThrowsAsync<TestFailedException>(gate.WaitAsync);

        Assert.Contains("'door'", failure.Message, StringComparison.Ordinal);
    }
}
