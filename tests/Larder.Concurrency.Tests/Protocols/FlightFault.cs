namespace Larder.Concurrency.Tests.Protocols;

/// <summary>A step of <see cref="FlightModel"/> that is left out or done wrongly, to show that it is needed.</summary>
internal enum FlightFault
{
    /// <summary>The protocol as it is.</summary>
    None,

    /// <summary>A removal takes the entry away and leaves the flight alive.</summary>
    RemoveLeavesFlight,

    /// <summary>A write writes the entry and leaves the flight alive.</summary>
    SetLeavesFlight,

    /// <summary>The flight is killed after the lock was let go.</summary>
    KillAfterLock,

    /// <summary>Publishing looks at the flight before it takes the lock, and not again.</summary>
    PublishLooksBeforeLock,

    /// <summary>A killed flight stays on the list, so that later callers join it.</summary>
    KilledFlightStaysListed,
}
