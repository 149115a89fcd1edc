namespace Larder.Memory;

/// <summary>What a slot is worth at one moment.</summary>
internal enum SlotState
{
    /// <summary>Nothing: it was invalidated, or memory is not to be trusted. Not even as a stale value.</summary>
    Gone = 0,

    /// <summary>It is fresh.</summary>
    Fresh = 1,

    /// <summary>It is fresh, and somebody should refresh it.</summary>
    RefreshDue = 2,

    /// <summary>It is stale.</summary>
    Stale = 3,

    /// <summary>It is stale and stands in for a factory that failed and is left alone for now.</summary>
    Held = 4,

    /// <summary>It was made stale before its time: it only helps out when its factory fails.</summary>
    Expired = 5,
}
