using Larder.Server.Data;

namespace Larder.Server.Tests.Data;

public sealed class EchoSpec
{
    private static readonly SqlText Ask = SqlText.Of("SELECT count(*) FROM sqlite_master WHERE name = @name");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S0_52_echo_logs_the_text_of_a_statement_and_never_a_value(bool echo)
    {
        await using var scratch = TestDatabase.OnSqlite();
        var log = new LineLog<Database>();
        await using var database = new Database(scratch.Settings with { Echo = echo }, TimeProvider.System, log);

        await database.CountAsync(Ask.With(("name", "geheim")), default);

        string[] expected = echo ? ["SQL: SELECT count(*) FROM sqlite_master WHERE name = @name"] : [];
        Assert.Equal(expected, log.Lines);
    }
}
