using Larder.Server.Tests.Data;

namespace Larder.Server.Tests.Payloads;

public sealed class PayloadRowsOnSqliteSpec : PayloadRowsSpec
{
    internal override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.OnSqlite());
}
