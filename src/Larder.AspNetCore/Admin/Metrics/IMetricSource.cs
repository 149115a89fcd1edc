namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>Something that has figures to tell whenever somebody asks for them. Asked by any thread.</summary>
public interface IMetricSource
{
    /// <summary>Writes its families, each with all of its samples.</summary>
    /// <param name="writer">Takes them.</param>
    void Write(MetricWriter writer);
}
