namespace Larder.AspNetCore.KeyValue;

/// <summary>What became of a write.</summary>
internal enum WriteState
{
    /// <summary>It is done, in every place that it is meant for.</summary>
    Written,

    /// <summary>It is done in memory; the tier did not take it. What it has of the key is taken away once it answers.</summary>
    InMemoryAlone,

    /// <summary>The key has another version than the one it depended on.</summary>
    Conflict,

    /// <summary>Nothing was written: others were faster too often, or the tier cannot say which version holds.</summary>
    Busy,
}
