namespace Larder.Testing.Tiers;

/// <summary>What a <see cref="FaultyTier"/> does instead of answering.</summary>
public enum TierFault
{
    /// <summary>It answers.</summary>
    None,

    /// <summary>It throws, at once.</summary>
    Throws,

    /// <summary>It takes <see cref="FaultyTier.Slowness"/>, and then answers.</summary>
    Slow,

    /// <summary>It does not answer before it is released; a cancelled call ends.</summary>
    Hangs,

    /// <summary>It does not answer before it is released, and does not look whether the call was cancelled.</summary>
    HangsDeaf,

    /// <summary>It reads, and gives one byte of each entry wrong.</summary>
    WrongByte,

    /// <summary>It reads, and gives half of each entry.</summary>
    HalfTheBytes,

    /// <summary>It reads, and gives the bytes of <see cref="FaultyTier.OtherKey"/> for each key.</summary>
    OtherKey,

    /// <summary>It reads, and says that there are more bytes than it wrote.</summary>
    WrongLength,

    /// <summary>It reads, and throws when it is to write.</summary>
    ReadOnly,

    /// <summary>It reads and removes, and throws when it is to keep more.</summary>
    Full,

    /// <summary>It does what it was asked to, and throws instead of saying so.</summary>
    LosesAnswer,
}
