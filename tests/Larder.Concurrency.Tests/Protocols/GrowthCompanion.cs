namespace Larder.Concurrency.Tests.Protocols;

/// <summary>What a third thread of <see cref="GrowthModel"/> does beside the reader and the one that grows.</summary>
internal enum GrowthCompanion
{
    /// <summary>There is no third thread.</summary>
    None,

    /// <summary>Publishes the entry that is looked for, which is not there before.</summary>
    PublishesWanted,

    /// <summary>Removes the entry that is looked for.</summary>
    RemovesWanted,

    /// <summary>Puts another entry where the one that is looked for stood.</summary>
    ReplacesWanted,

    /// <summary>Publishes a neighbour in the chain.</summary>
    PublishesNeighbour,

    /// <summary>Removes the neighbour that leads to the entry that is looked for.</summary>
    RemovesNeighbour,

    /// <summary>Replaces the array by an empty one, and relinks nothing.</summary>
    Clears,
}
