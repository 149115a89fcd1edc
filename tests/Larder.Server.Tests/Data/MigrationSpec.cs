using Larder.Server.Configuration;
using Larder.Server.Data;
using Larder.Server.Data.Migrations;
using Larder.Testing;

namespace Larder.Server.Tests.Data;

/// <summary>What migrations promise, whichever engine it is.</summary>
public abstract class MigrationSpec : IAsyncLifetime
{
    private static readonly MigrationScript First = new(
        1, "0001_first", "CREATE TABLE first (id integer PRIMARY KEY);");
    private static readonly MigrationScript Second = new(2, "0002_second", "CREATE TABLE second (id integer);");

    private static readonly MigrationScript Broken = new(
        2, "0002_broken",
        "CREATE TABLE half (id integer); INSERT INTO half VALUES (1); INSERT INTO nowhere VALUES (1);");

    private static readonly SqlText CountFirst = SqlText.Of("SELECT count(*) FROM first");
    private static readonly SqlText CountHalf = SqlText.Of("SELECT count(*) FROM half");
    private static readonly SqlText CountApplied = SqlText.Of("SELECT count(*) FROM larder_migrations");

    private TestDatabase _scratch = null!;

    internal abstract Task<TestDatabase> CreateAsync();

    public async Task InitializeAsync()
    {
        _scratch = await CreateAsync();
        _scratch.Database.Prepare();
    }

    public async Task DisposeAsync() => await _scratch.DisposeAsync();

    [Fact]
    public async Task S0_43_what_is_pending_is_applied_in_order_and_once()
    {
        var first = await ApplyAsync(First, Second);
        var again = await ApplyAsync(First, Second);

        Assert.Equal(["0001_first", "0002_second"], first);
        Assert.Empty(again);
        Assert.Equal(2, await _scratch.Database.CountAsync(CountApplied, default));
    }

    [Fact]
    public async Task A_migration_that_was_added_is_applied_to_a_database_that_has_the_others()
    {
        await ApplyAsync(First);

        var applied = await ApplyAsync(First, Second);

        Assert.Equal(["0002_second"], applied);
    }

    [Fact]
    public async Task S0_43_a_migration_that_fails_is_named_and_leaves_nothing_while_those_before_it_stay()
    {
        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => ApplyAsync(First, Broken));

        Assert.StartsWith(
            "The migration 0002_broken failed and was rolled back: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Equal(0, await _scratch.Database.CountAsync(CountFirst, default));
        Assert.Equal(1, await _scratch.Database.CountAsync(CountApplied, default));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => _scratch.Database.CountAsync(CountHalf, default));
    }

    [Fact]
    public async Task After_a_failure_the_mended_migration_is_applied()
    {
        await Assert.ThrowsAsync<StartRefusedException>(() => ApplyAsync(First, Broken));

        var applied = await ApplyAsync(First, Broken with { Text = Second.Text });

        Assert.Equal(["0002_broken"], applied);
    }

    [Fact]
    public async Task An_applied_migration_that_was_edited_is_refused_by_name_and_nothing_else_happens()
    {
        await ApplyAsync(First);
        var edited = new MigrationScript(1, First.Name, First.Text + " -- edited");

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => ApplyAsync(edited, Second));

        Assert.StartsWith("The migration 0001_first was changed after", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await _scratch.Database.CountAsync(CountApplied, default));
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_by_the_name_of_what_is_unknown()
    {
        await ApplyAsync(First, Second);

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => ApplyAsync(First));

        Assert.Contains("the migration 0002_second, which this version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_processes_that_start_at_once_apply_each_migration_once()
    {
        const int Processes = 6;
        var doors = Enumerable.Range(0, Processes).Select(_ => _scratch.Open()).ToList();

        var applied = await Task.WhenAll(doors.Select(door => Task.Run(
            () => TestDatabase.MigratorOf(door, First, Second).ApplyAsync(CancellationToken.None))));

        Assert.Equal(["0001_first", "0002_second"], applied.SelectMany(names => names).Order(StringComparer.Ordinal));
        foreach (var door in doors)
            await door.DisposeAsync();
    }

    [Fact]
    public async Task The_status_tells_where_each_stands_and_changes_nothing()
    {
        var before = await _scratch.Migrator(First, Second).PlanAsync(CancellationToken.None);
        await ApplyAsync(First);
        var after = await _scratch.Migrator(First, Second).PlanAsync(CancellationToken.None);

        Assert.Equal([MigrationState.Pending, MigrationState.Pending], before.Entries.Select(entry => entry.State));
        Assert.Equal([MigrationState.Applied, MigrationState.Pending], after.Entries.Select(entry => entry.State));
        Assert.Equal([true, false], after.Entries.Select(entry => entry.AppliedAt.HasValue));
        Assert.Equal(1, await _scratch.Database.CountAsync(CountApplied, default));
    }

    [Fact]
    public async Task Many_rows_are_migrated_within_the_same_transaction()
    {
        var fill = new MigrationScript(2, "0002_fill", string.Concat(
            Enumerable.Range(0, 1_000).Select(number => $"INSERT INTO first VALUES ({number});\n")));

        await ApplyAsync(First, fill);

        Assert.Equal(1_000, await _scratch.Database.CountAsync(CountFirst, default));
    }

    [Fact]
    public async Task The_migrations_that_are_built_in_apply_to_an_empty_database()
    {
        var applied = await _scratch.Migrator().ApplyAsync(CancellationToken.None);

        Assert.Equal(MigrationCatalogue.Of(_scratch.Database.Dialect).Select(script => script.Name), applied);
        Assert.Contains("0001_cache_payloads", applied);
    }

    [Fact]
    public async Task A_migration_may_take_long_and_is_cancelled_when_the_start_is()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _scratch.Migrator(First).ApplyAsync(source.Token));

        Assert.True(Migrator.StatementLimit > WaitLimit.Default);
        Assert.Equal(["0001_first"], await ApplyAsync(First));
    }

    private Task<IReadOnlyList<string>> ApplyAsync(params MigrationScript[] scripts) =>
        _scratch.Migrator(scripts).ApplyAsync(CancellationToken.None);
}
