namespace Larder.Server.Tests.Catalog;

public sealed class ProductRefusalsOnSqliteSpec(ServerUnderTest server) : ProductRefusalsSpec(server), IClassFixture<ServerUnderTest>;
