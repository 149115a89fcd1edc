namespace Larder.Engine.Tests.Store;

/// <summary>The shapes of store that each promise is tested on.</summary>
public static class StoreShapes
{
    private static readonly bool[] BothWays = [false, true];

    /// <summary>Every policy, counted and not, weighted and not.</summary>
    public static TheoryData<StoreShape> All
    {
        get
        {
            var shapes = new TheoryData<StoreShape>();
            foreach (var policy in Enum.GetValues<EvictionPolicy>())
            {
                foreach (var counted in BothWays)
                {
                    foreach (var weighted in BothWays)
                    {
                        shapes.Add(new StoreShape(policy, counted, weighted));
                    }
                }
            }

            return shapes;
        }
    }

    /// <summary>Every policy, counted, by entries.</summary>
    public static TheoryData<StoreShape> Plain
    {
        get
        {
            var shapes = new TheoryData<StoreShape>();
            foreach (var policy in Enum.GetValues<EvictionPolicy>())
            {
                shapes.Add(new StoreShape(policy, Counted: true, Weighted: false));
            }

            return shapes;
        }
    }

    /// <summary>Every policy, counted, by weight.</summary>
    public static TheoryData<StoreShape> Weighted
    {
        get
        {
            var shapes = new TheoryData<StoreShape>();
            foreach (var policy in Enum.GetValues<EvictionPolicy>())
            {
                shapes.Add(new StoreShape(policy, Counted: true, Weighted: true));
            }

            return shapes;
        }
    }
}
