namespace Larder.Concurrency.Tests.Protocols;

/// <summary>A step of <see cref="GrowthModel"/> that is left out or done wrongly, to show that it is needed.</summary>
internal enum GrowthFault
{
    /// <summary>The protocol as it is.</summary>
    None,

    /// <summary>A miss is believed: the confirmation is taken out.</summary>
    MissIsBelieved,

    /// <summary>A miss compares the array only, and never looks whether links are moving.</summary>
    FlagIsIgnored,

    /// <summary>A miss looks at the flag only, and never whether the array is still the one that was walked.</summary>
    ArrayIsIgnored,

    /// <summary>A miss compares the array first and looks at the flag second.</summary>
    ArrayBeforeFlag,

    /// <summary>A miss is confirmed by what was seen before the walk, as without the barrier behind the walk.</summary>
    ConfirmedBeforeWalk,

    /// <summary>The flag goes up when links have moved already, as without the barrier before the first link.</summary>
    FlagRaisedLate,

    /// <summary>The flag goes down before the new array can be seen.</summary>
    FlagLoweredEarly,

    /// <summary>An entry is put at the head of its chain before it knows the rest of the chain.</summary>
    LinkedBeforeItsNext,

    /// <summary>An entry that is taken out forgets the rest of its chain.</summary>
    UnlinkedLosesItsNext,

    /// <summary>A writer takes no lock.</summary>
    WrittenWithoutLock,
}
