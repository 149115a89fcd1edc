namespace Larder.Server.Users;

/// <summary>From number to UUID, under <c>user:id-to-uuid:{id}</c>.</summary>
internal sealed class UserUuids([FromKeyedServices(UsersModule.CacheName)] LarderCache cache)
    : TypedCache<long, Guid>(cache, "user:id-to-uuid", UsersModule.TimeToLive);
