namespace Larder.Server.Tests.Payloads;

public sealed class PayloadApiOnSqliteSpec(ServerUnderTest server)
    : PayloadApiSpec(server), IClassFixture<ServerUnderTest>;
