namespace Larder.Serialization;

/// <summary>What came of turning a value into bytes.</summary>
internal enum EncodeVerdict
{
    /// <summary>It is bytes now.</summary>
    Made = 0,

    /// <summary>It has more bytes than a payload may have: it stays in memory.</summary>
    TooLarge = 1,

    /// <summary>Serialization is off, and it is neither bytes nor text; or it is a null, which raw payloads cannot say.</summary>
    NotForTiers = 2,
}
