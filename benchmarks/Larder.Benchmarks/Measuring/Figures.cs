namespace Larder.Benchmarks.Measuring;

/// <summary>What one process measured: figures by the names in <see cref="Metric"/>.</summary>
internal sealed class Figures : Dictionary<string, double>
{
    public Figures()
        : base(StringComparer.Ordinal)
    {
    }
}
