using Larder.Engine.Pressure;

namespace Larder.Engine.Tests.Pressure;

/// <summary>Reads what the test says, and collects only when the test says so.</summary>
internal sealed class FakeGauge : IMemoryGauge
{
    internal Func<double> Read { get; set; } = () => 0;

    /// <summary>Whether a collection of somebody else runs, which makes ours wait.</summary>
    internal bool IsCollecting { get; set; }

    internal int Begun { get; private set; }

    public double Share => Read();

    public long LastFullCollection { get; set; }

    public bool TryBeginCollection()
    {
        if (IsCollecting)
        {
            return false;
        }

        Begun++;
        return true;
    }
}
