using Larder.Engine;

namespace Larder.Simulation.Reports;

/// <summary>How a policy is told from the others: by the shape of its marks and the pattern of its line, not by colour alone.</summary>
internal readonly record struct PlotLine(string Class, string Dashes, string Mark)
{
    public static PlotLine Of(EvictionPolicy policy) => policy switch
    {
        EvictionPolicy.Adaptive => new("adaptive", string.Empty, Circle),
        EvictionPolicy.Lru => new("lru", "9 5", Square),
        EvictionPolicy.Lfu => new("lfu", "2 4", Triangle),
        _ => new("fifo", "10 4 2 4", Diamond),
    };

    // Shapes of like area, around the origin.
    private const string Circle = "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z";
    private const string Square = "M-4.4-4.4h8.8v8.8h-8.8z";
    private const string Triangle = "M0-5.8l5.6 9.8h-11.2z";
    private const string Diamond = "M0-6.2l6.2 6.2l-6.2 6.2l-6.2-6.2z";
}
