namespace Larder.Server.Users;

/// <summary>From UUID to number, under <c>user:uuid-to-id:{uuid}</c>.</summary>
internal sealed class UserIds([FromKeyedServices(UsersModule.CacheName)] LarderCache cache)
    : TypedCache<Guid, long>(cache, "user:uuid-to-id", UsersModule.TimeToLive);
