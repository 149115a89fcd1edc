namespace Larder.Concurrency.Tests.Protocols;

/// <summary>A step of <see cref="GrowthModel"/> that is left out or done wrongly, to show that it is needed.</summary>
internal enum GrowthFault
{
    /// <summary>The protocol as it is.</summary>
    None,

    /// <summary>A miss is believed.</summary>
    MissIsBelieved,

    /// <summary>A miss compares the array only, and never looks whether links are moving.</summary>
    FlagIsIgnored,

    /// <summary>A miss compares the array first and looks at the flag second.</summary>
    ArrayBeforeFlag,

    /// <summary>The flag goes up when links have moved already.</summary>
    FlagRaisedLate,

    /// <summary>The flag goes down before the new array can be seen.</summary>
    FlagLoweredEarly,
}
