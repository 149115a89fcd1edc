namespace Larder.Sqlite.Tier;

/// <summary>One row of news.</summary>
/// <param name="Number">Its place in the order of all; they have no gaps.</param>
/// <param name="Origin">Who sent it.</param>
/// <param name="Cache">The name of the cache it is about.</param>
/// <param name="What">The message, as <see cref="FeedMessage"/> writes it.</param>
internal sealed record FeedItem(long Number, Guid Origin, string Cache, byte[] What);
