using System.Text.RegularExpressions;
using Larder.Server.Data;
using Larder.Server.Data.Migrations;

namespace Larder.Server.Tests.Data;

public sealed partial class MigrationCatalogueSpec
{
    private static readonly IReadOnlyList<MigrationScript> Sqlite = MigrationCatalogue.Of(SqlDialect.Sqlite);
    private static readonly IReadOnlyList<MigrationScript> PostgreSql = MigrationCatalogue.Of(SqlDialect.PostgreSql);

    [Fact]
    public void Both_engines_have_the_same_migrations()
    {
        Assert.NotEmpty(Sqlite);
        Assert.Equal(Sqlite.Select(script => script.Name), PostgreSql.Select(script => script.Name));
    }

    // These would end the transaction around a migration, or fail in it.
    [Fact]
    public void No_migration_handles_transactions_by_itself() =>
        Assert.DoesNotContain(Sqlite.Concat(PostgreSql), script => Forbidden().IsMatch(script.Text));

    [Theory]
    [InlineData("BEGIN;", true)]
    [InlineData("x;\ncommit ;", true)]
    [InlineData("CREATE INDEX CONCURRENTLY x", true)]
    [InlineData("-- begins here\nCREATE TABLE committed (x text);", false)]
    public void A_word_of_transactions_would_be_seen(string text, bool isForbidden) =>
        Assert.Equal(isForbidden, Forbidden().IsMatch(text));

    [Fact]
    public void The_checksum_does_not_depend_on_line_ends_and_does_on_everything_else()
    {
        var script = new MigrationScript(1, "0001_x", "a\nb\n");

        Assert.Equal(script.Checksum, new MigrationScript(1, "0001_x", "a\r\nb\r\n").Checksum);
        Assert.NotEqual(script.Checksum, new MigrationScript(1, "0001_x", "a\nb").Checksum);
        Assert.NotEqual(script.Checksum, new MigrationScript(1, "0001_x", "a\nB\n").Checksum);
        Assert.Equal(64, script.Checksum.Length);
    }

    [Theory]
    [InlineData("0001_cache_payloads.sql", 1, "0001_cache_payloads")]
    [InlineData("0012_x.sql", 12, "0012_x")]
    public void Number_and_name_come_from_the_file(string file, int number, string name)
    {
        var script = MigrationCatalogue.Script(file, "text");

        Assert.Equal((number, name, "text"), (script.Number, script.Name, script.Text));
    }

    [Theory]
    [InlineData("1_x.sql")]
    [InlineData("0001.sql")]
    [InlineData("0001_.sql")]
    [InlineData("0000_x.sql")]
    [InlineData("first.sql")]
    [InlineData("-001_x.sql")]
    public void A_file_that_is_named_otherwise_is_refused(string file)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => MigrationCatalogue.Script(file, ""));

        Assert.Contains($"'{file}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0002_b", 2, 2)]
    [InlineData("0003_c", 3, 1)]
    public void Two_of_one_number_and_a_number_left_out_are_refused(string name, int number, int other)
    {
        MigrationScript[] scripts = [new(number, name, ""), new(1, "0001_a", ""), new(other, "0001_other", "")];

        var fault = Assert.Throws<InvalidOperationException>(() => MigrationCatalogue.InOrder(scripts));

        Assert.Contains("Number them without gaps.", fault.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|END)\b|\bCONCURRENTLY\b|\bVACUUM\b",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Forbidden();
}
