using Larder.Server.Configuration;
using Larder.Server.Data;
using Larder.Server.Data.Migrations;

namespace Larder.Server.Hosting;

/// <summary>The program's other job: <c>migrate</c> brings the database up to date without serving anything.</summary>
internal static class MigrateCommand
{
    public const string Verb = "migrate";

    private const string StatusOption = "--status";
    private const string SettingPrefix = "--Larder:";

    /// <summary>Runs to the end and returns the exit code of the process.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        if (arguments.FirstOrDefault(argument => !IsKnown(argument)) is { } unknown)
        {
            await errors.WriteLineAsync(
                $"larder: '{unknown}' is not an option of {Verb}. "
                + $"Known are {StatusOption} and {SettingPrefix}Name=value.");
            return ServerHost.ExitWrongUsage;
        }

        string[] settings = [.. arguments.Where(argument => argument != StatusOption)];
        await using var app = ServerHost.Build(settings, new StartUpLog());
        var (database, migrator) = Parts(app.Services);
        if (arguments.Contains(StatusOption, StringComparer.Ordinal))
            return await ShowStatusAsync(database, migrator, output);

        var applied = await app.Services.GetRequiredService<DatabaseStartUp>().ApplyAsync(CancellationToken.None);
        foreach (var name in applied)
            await output.WriteLineAsync($"applied  {name}");
        await output.WriteLineAsync(applied.Count == 0
            ? $"Nothing to apply: {database.Address} is up to date."
            : $"{database.Address} is up to date.");
        return ServerHost.ExitStopped;
    }

    private static async Task<int> ShowStatusAsync(Database database, Migrator migrator, TextWriter output)
    {
        try
        {
            var plan = await migrator.PlanAsync(CancellationToken.None);
            await output.WriteLineAsync(database.Address);
            foreach (var entry in plan.Entries)
                await output.WriteLineAsync(Line(entry));
            plan.ThrowIfFaulty();
            return ServerHost.ExitStopped;
        }
        catch (DatabaseUnavailableException fault)
        {
            throw new StartRefusedException(fault.Message, fault);
        }
    }

    private static string Line(MigrationEntry entry)
    {
        var since = entry.AppliedAt is { } time ? $"  {time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : "";
        return $"  {entry.State.ToString().ToLowerInvariant(),-8} {entry.Name}{since}";
    }

    private static (Database, Migrator) Parts(IServiceProvider services) =>
        (services.GetRequiredService<Database>(), services.GetRequiredService<Migrator>());

    private static bool IsKnown(string argument) =>
        argument == StatusOption || (argument.StartsWith(SettingPrefix, StringComparison.OrdinalIgnoreCase)
            && argument.Contains('=', StringComparison.Ordinal));
}
