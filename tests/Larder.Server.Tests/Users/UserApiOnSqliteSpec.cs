namespace Larder.Server.Tests.Users;

public sealed class UserApiOnSqliteSpec(ServerUnderTest server) : UserApiSpec(server), IClassFixture<ServerUnderTest>;
