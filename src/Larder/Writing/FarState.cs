namespace Larder.Writing;

/// <summary>What a tier beyond memory has to say about a key.</summary>
internal enum FarState
{
    /// <summary>It has no value that this cache can use.</summary>
    Miss = 0,

    /// <summary>It has a fresh one.</summary>
    Fresh = 1,

    /// <summary>It has a stale one.</summary>
    Stale = 2,

    /// <summary>It has one that was made stale before its time, and only helps out when its factory fails.</summary>
    Expired = 3,

    /// <summary>It could not be asked, or is not to be believed now.</summary>
    Unknown = 4,
}
