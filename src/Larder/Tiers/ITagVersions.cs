namespace Larder.Tiers;

/// <summary>The versions of tags, kept by a tier: what an entry was stamped with must still be equal, or it is untrue.</summary>
/// <remarks>
/// A version is a number above zero that the tier issues itself: the greater of the one before plus one and the tier's own
/// clock in microseconds. It never goes back, also when the tier has lost it meanwhile. A tag the tier does not know has
/// version 0, and no entry with such a tag is true. All members may run together.
/// </remarks>
public interface ITagVersions
{
    /// <summary>Reads the versions of tags, in one round trip.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="versions">Takes a version for each; 0 for one the tier does not know.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Ends when all have been read.</returns>
    ValueTask ReadAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default);

    /// <summary>Reads the versions of tags and issues one to each that has none. To be called before a value is made.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="versions">Takes a version for each.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Ends when all have a version.</returns>
    ValueTask MaterializeAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default);

    /// <summary>Issues a new version to a tag: every entry stamped before is untrue.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The new version.</returns>
    ValueTask<long> RaiseAsync(string tag, CancellationToken cancellationToken = default);
}
