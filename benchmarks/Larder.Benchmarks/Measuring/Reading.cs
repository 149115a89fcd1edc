namespace Larder.Benchmarks.Measuring;

/// <summary>What one process measured: figures by the names in <see cref="Metric"/>.</summary>
internal sealed class Reading : Dictionary<string, double>
{
    public Reading()
        : base(StringComparer.Ordinal)
    {
    }
}
