namespace Larder.Server.Tests.Catalog;

public sealed class StaleReadOnSqliteSpec(ServerUnderTest server) : StaleReadSpec(server), IClassFixture<ServerUnderTest>;
