using Larder.Server.Configuration;

namespace Larder.Server.Data.Migrations;

/// <summary>Compares what is built in with what a database remembers.</summary>
internal sealed class MigrationPlan
{
    private readonly IReadOnlyList<MigrationScript> _scripts;

    public MigrationPlan(IReadOnlyList<MigrationScript> scripts, IReadOnlyList<AppliedMigration> applied)
    {
        _scripts = scripts;
        Entries = [.. Compare(scripts, applied)];
    }

    public IReadOnlyList<MigrationEntry> Entries { get; }

    /// <summary>The first that is missing in the database; null when none is.</summary>
    public MigrationScript? Next
    {
        get
        {
            var pending = Entries.FirstOrDefault(entry => entry.State == MigrationState.Pending);
            return pending is null ? null : _scripts.First(script => script.Name == pending.Name);
        }
    }

    /// <summary>What forbids to go on, as a sentence; null when nothing does.</summary>
    public string? Fault
    {
        get
        {
            var (edited, unknown) = (Named(MigrationState.Edited), Named(MigrationState.Unknown));
            if (edited.Length > 0)
            {
                return $"The migration {edited} was changed after it had been applied. "
                    + "Restore its file, and put what is new into a migration with the next number.";
            }

            if (unknown.Length > 0)
            {
                return $"The database holds the migration {unknown}, which this version of Larder "
                    + $"({ProductVersion.Text}) does not know. Start the version that applied it, or a later one.";
            }

            return null;
        }
    }

    public void ThrowIfFaulty()
    {
        if (Fault is { } fault)
            throw new StartRefusedException(fault);
    }

    private static IEnumerable<MigrationEntry> Compare(
        IReadOnlyList<MigrationScript> scripts, IReadOnlyList<AppliedMigration> applied)
    {
        var remembered = applied.ToDictionary(each => each.Number);
        foreach (var script in scripts)
        {
            if (!remembered.Remove(script.Number, out var found))
                yield return new MigrationEntry(script.Name, MigrationState.Pending, AppliedAt: null);
            else if (found.Checksum == script.Checksum && found.Name == script.Name)
                yield return new MigrationEntry(script.Name, MigrationState.Applied, found.AppliedAt);
            else
                yield return new MigrationEntry(found.Name, MigrationState.Edited, found.AppliedAt);
        }

        foreach (var rest in remembered.Values.OrderBy(each => each.Number))
            yield return new MigrationEntry(rest.Name, MigrationState.Unknown, rest.AppliedAt);
    }

    private string Named(MigrationState state) =>
        string.Join(", ", Entries.Where(entry => entry.State == state).Select(entry => entry.Name));
}
