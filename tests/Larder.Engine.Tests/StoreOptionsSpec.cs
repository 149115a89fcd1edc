using Larder.Engine;

namespace Larder.Engine.Tests;

public sealed class StoreOptionsSpec
{
    [Fact]
    public void Defaults_have_no_fault()
    {
        Assert.Empty(new StoreOptions().Validate());
    }

    [Fact]
    public void A_capacity_below_the_minimum_is_named_with_its_value_and_remedy()
    {
        var fault = Assert.Single(new StoreOptions { Capacity = 2 }.Validate());

        Assert.Equal("Capacity must be at least 3, but was 2. Set StoreOptions.Capacity.", fault);
    }

    [Fact]
    public void All_faults_are_listed_at_once()
    {
        var faults = new StoreOptions { Capacity = -1, Eviction = (EvictionPolicy)9 }.Validate();

        Assert.Equal(2, faults.Count);
    }
}
