namespace Larder.Concurrency.Tests.Protocols;

/// <summary>A step of <see cref="HandOffModel"/> that is left out or done wrongly, to show that it is needed.</summary>
internal enum HandOffFault
{
    /// <summary>The protocol as it is.</summary>
    None,

    /// <summary>The holder lets the lock go and does not look again.</summary>
    HolderLooksOnce,

    /// <summary>A writer leaves its entry and does not try the lock again.</summary>
    WriterTriesOnce,

    /// <summary>A writer tries the lock again while its entry has not reached memory.</summary>
    NoFenceAfterPush,

    /// <summary>The holder looks again before it lets the lock go.</summary>
    HolderLooksBeforeLettingGo,
}
