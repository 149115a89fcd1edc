namespace Larder.Server.Catalog;

/// <summary>What was read from the database, and when.</summary>
/// <param name="Value">What was read.</param>
/// <param name="At">When the reading was over, a time stamp of the provider.</param>
internal sealed record Loaded<T>(T Value, long At)
{
    /// <summary>
    /// Whether it was there before a caller came. One that had to wait, for its own reading or for that of another, did not
    /// get it from the cache.
    /// </summary>
    public bool WasThereAt(long began) => At < began;
}
