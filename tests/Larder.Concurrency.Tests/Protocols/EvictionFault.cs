namespace Larder.Concurrency.Tests.Protocols;

/// <summary>
/// A step of <see cref="EvictionModel"/> that is left out or done wrongly, to show that it is needed.
/// </summary>
internal enum EvictionFault
{
    /// <summary>The protocol as it is.</summary>
    None,

    /// <summary>The evictor does not look whether its victim is still in the table.</summary>
    VictimNotChecked,

    /// <summary>The evictor looks whether its victim is still in the table before it takes the stripe lock.</summary>
    VictimCheckedBeforeLock,

    /// <summary>The remover sets the entry retired after it let the stripe lock go.</summary>
    RetiredAfterLock,

    /// <summary>A replaced entry is not set retired.</summary>
    ReplacedNotRetired,

    /// <summary>Listeners are told while the stripe lock is held.</summary>
    ToldUnderLock,
}
