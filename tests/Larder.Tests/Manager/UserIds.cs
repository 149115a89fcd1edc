namespace Larder.Tests.Manager;

/// <summary>A typed cache that writes its keys itself, as an application would.</summary>
internal sealed class UserIds(CacheManager manager, TimeSpan? timeToLive = null, CacheEntryOptions? options = null)
    : TypedCache<Guid, int>(manager, "user", timeToLive, options)
{
    protected override bool TryWriteKey(Guid key, Span<char> destination, out int written) =>
        destination.TryWrite($"user:uuid-to-id:{key}", out written);
}
