namespace Larder.Server.Tests.Catalog;

public sealed class CacheRoutesOnSqliteSpec(ServerUnderTest server) : CacheRoutesSpec(server), IClassFixture<ServerUnderTest>;
