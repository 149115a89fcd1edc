namespace Larder.Concurrency.Tests.Histories;

/// <summary>What a caller asked of the store.</summary>
internal enum OperationKind
{
    /// <summary>Asked for the value.</summary>
    Get,

    /// <summary>Wrote a value, whatever was there.</summary>
    Set,

    /// <summary>Took the value away.</summary>
    Remove,

    /// <summary>Wrote a value if there was none.</summary>
    AddIfAbsent,

    /// <summary>Wrote a value if a certain one was there.</summary>
    CompareAndSet,

    /// <summary>Took the value away if it was a certain one.</summary>
    CompareAndRemove,

    /// <summary>Asked for the value, and made it, or waited for somebody who did, when there was none.</summary>
    Load,

    /// <summary>Took the values of all keys away.</summary>
    Clear,
}
