namespace Larder.Server.Tests.Data;

public sealed class DatabaseOnSqliteSpec : DatabaseSpec
{
    internal override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.OnSqlite());
}
