namespace Larder.Server.Tests.Data;

public sealed class MigrationOnSqliteSpec : MigrationSpec
{
    internal override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.OnSqlite());
}
