namespace Larder.Writing;

/// <summary>How far a late write has come.</summary>
internal enum LateWriteStage
{
    /// <summary>What the tier held before has not been taken away yet.</summary>
    Owed = 0,

    /// <summary>It has been taken away; the others have a while to take away what they know to be untrue, too.</summary>
    Cleared = 1,

    /// <summary>A promise stands in the tier; news of what changed before it stood there has a while to arrive.</summary>
    Promised = 2,

    /// <summary>It is there. News that comes late may yet tell that it should not be.</summary>
    Written = 3,

    /// <summary>Such news has come: it is taken away, if it is still what stands there.</summary>
    Doubtful = 4,
}
