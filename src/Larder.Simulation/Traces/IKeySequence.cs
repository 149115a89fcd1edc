namespace Larder.Simulation.Traces;

/// <summary>An endless sequence of key numbers, counted from 0, that a workload is made of. For one thread.</summary>
internal interface IKeySequence
{
    long Next();
}
