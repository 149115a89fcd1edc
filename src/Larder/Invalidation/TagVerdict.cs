namespace Larder.Invalidation;

/// <summary>What the facts say about an entry.</summary>
internal enum TagVerdict
{
    /// <summary>Nothing that concerns it has happened since it was last found valid.</summary>
    Valid = 0,

    /// <summary>It is to be loaded anew, and may help out as a stale value.</summary>
    Expired = 1,

    /// <summary>It must not be seen any more, not even as a stale value.</summary>
    Removed = 2,
}
