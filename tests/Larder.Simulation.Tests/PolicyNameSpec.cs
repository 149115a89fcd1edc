using Larder.Engine;

namespace Larder.Simulation.Tests;

public sealed class PolicyNameSpec
{
    [Fact]
    public void Every_policy_of_the_engine_has_a_name_that_is_read_back()
    {
        foreach (var policy in Enum.GetValues<EvictionPolicy>())
            Assert.Equal([policy], PolicyName.ParseList(PolicyName.Of(policy)));
    }

    [Fact]
    public void A_list_keeps_its_order_and_names_each_policy_once()
    {
        Assert.Equal([EvictionPolicy.Fifo, EvictionPolicy.Adaptive], PolicyName.ParseList("FIFO, adaptive,fifo"));
    }

    [Fact]
    public void All_stands_for_every_policy()
    {
        Assert.Equal(PolicyName.All, PolicyName.ParseList("all"));
        Assert.Equal(Enum.GetValues<EvictionPolicy>().Length, PolicyName.All.Count);
    }

    [Theory]
    [InlineData("lru,arc", "arc")]
    [InlineData("", "")]
    [InlineData("lru,", "")]
    public void An_unknown_name_is_answered_with_the_known_ones(string text, string name)
    {
        var fault = Assert.Throws<SimulationException>(() => PolicyName.ParseList(text));

        Assert.Equal($"'{name}' is no policy; choose from adaptive, lru, lfu, fifo, or all.", fault.Message);
    }
}
