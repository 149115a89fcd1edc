namespace Larder.Server.Tests.Catalog;

public sealed class ProductApiOnSqliteSpec(ServerUnderTest server) : ProductApiSpec(server), IClassFixture<ServerUnderTest>;
