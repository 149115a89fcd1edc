namespace Larder;

/// <summary>How large values are compressed for the tiers beyond memory. Each is read whichever is set.</summary>
public enum PayloadCompression
{
    /// <summary>Brotli: smaller and faster than GZip at the level that is used.</summary>
    Brotli = 0,

    /// <summary>GZip, for those who look at the bytes with other tools.</summary>
    GZip = 1,
}
