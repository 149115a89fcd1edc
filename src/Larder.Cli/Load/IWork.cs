namespace Larder.Cli.Load;

/// <summary>Where the connections of a run get their next request from. Safe to call from all of them at once.</summary>
internal interface IWork
{
    /// <summary>How many requests there are in all; null when only time ends the run.</summary>
    long? Total { get; }

    /// <summary>Takes the next request; false when there is none left.</summary>
    /// <param name="random">The chance of the connection that asks.</param>
    /// <param name="operation">The request.</param>
    bool TryTake(Random random, out Operation operation);
}
