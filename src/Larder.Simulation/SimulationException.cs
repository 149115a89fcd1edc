namespace Larder.Simulation;

/// <summary>A trace, a workload or an option that cannot be used. The message is one sentence or two, meant for the user.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>Creates the exception with a general sentence.</summary>
    public SimulationException()
        : base("The simulation cannot be run as it was asked for.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do about it.</param>
    public SimulationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception over the fault that caused it.</summary>
    /// <param name="message">What is wrong, where, and what to do about it.</param>
    /// <param name="innerException">The fault beneath.</param>
    public SimulationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
