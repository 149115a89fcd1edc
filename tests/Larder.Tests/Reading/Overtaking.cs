namespace Larder.Tests.Reading;

/// <summary>What may make a value untrue while it is being loaded.</summary>
public enum Overtaking
{
    Set,
    Remove,
    Expire,
    Clear,
    RemoveByTag,
    RemoveByAllTags,
    ExpireByTag,
    RemoveByPattern,
    TryUpdate,
    Increment,
}
