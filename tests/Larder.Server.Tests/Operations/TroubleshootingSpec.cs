using System.Net;
using System.Net.Sockets;
using Larder.Server.Tests.Guide;
using Microsoft.Data.Sqlite;

namespace Larder.Server.Tests.Operations;

/// <summary>The refusals on the page are those of the server, word for word; each is caused here.</summary>
public sealed class TroubleshootingSpec
{
    private const string Page = "docs/operations/troubleshooting.md";
    private const string DataOnPage = "/var/lib/larder";

    [Fact]
    public async Task S3_23_every_refusal_of_the_page_is_what_the_server_says()
    {
        var said = new List<string>
        {
            await PortTakenAsync(),
            await RefusalAsync([("ASPNETCORE_URLS", "http://0.0.0.0:8000")], isGivenAddress: false),
            await RefusalAsync([("TIMEOUT", "soon")]),
            await RefusalAsync([("TIMEOUT", "soon"), ("REDIS_URL", "localhost:6379")]),
            await RefusalAsync([("CORS_ORIGINS", "https://example.com")]),
            WithoutNames(await RefusalAsync([("Larder__Modules", "Payload")])),
            await RefusalAsync(
                [("DATABASE_URL", "postgresql://larder:secret@localhost:5999/larder"), ("LARDER__DATABASE__STARTTIMEOUT", "1")]),
            await RefusalAsync([("DATABASE_URL", "sqlite:////proc/nowhere/larder.db")]),
            await RefusalAsync([], data => File.WriteAllText(Path.Combine(data, ".env"), "LOG_LEVEL=INFO\nnonsense\n")),
            await RefusalAsync([], data => File.WriteAllText(Path.Combine(data, "larder.db"), new string('x', 5_000))),
            await RefusalAsync([], data => ChangeMigrations(
                data, "INSERT INTO larder_migrations SELECT 9999, '9999_future', checksum, applied_at FROM larder_migrations LIMIT 1")),
            await RefusalAsync([], data => ChangeMigrations(
                data, "UPDATE larder_migrations SET checksum = 'other' WHERE name = '0001_cache_payloads'")),
        };

        var told = PageReader.ReadTexts(Page, ShownPages.Lines(Page));

        Assert.Equal(said.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    // The page need not be changed for each module that is added.
    private static string WithoutNames(string refusal)
    {
        const string Start = "the modules are ";
        var start = refusal.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return $"{refusal[..start]}…{refusal[refusal.IndexOf('.', start)..]}";
    }

    private static async Task<string> PortTakenAsync()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        await using var server = ServerProcess.Start(Path.GetTempPath(), "--urls", $"http://localhost:{port}");
        var end = await server.EndAsync();

        return end.Errors.Replace($"Port {port} ", "Port 8000 ", StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(
        (string, string)[] variables, Action<string>? prepare = null, bool isGivenAddress = true)
    {
        using var data = new ScratchFolder();
        prepare?.Invoke(data.Path);
        var all = variables.ToDictionary();
        all.TryAdd("LARDER__DATAFOLDER", data.Path);
        string[] arguments = isGivenAddress ? ["--urls", "http://127.0.0.1:0"] : [];
        await using var server = ServerProcess.Start(data.Path, all, arguments);

        var end = await server.EndAsync();

        Assert.Equal(1, end.ExitCode);
        return end.Errors.Replace(data.Path, DataOnPage, StringComparison.Ordinal);
    }

    private static void ChangeMigrations(string folder, string statement)
    {
        var arguments = new[] { "migrate", $"--Larder:DataFolder={folder}" };
        var end = Hosting.ServerHost.RunAsync(arguments, TextWriter.Null, TextWriter.Null).GetAwaiter().GetResult();
        Assert.Equal(0, end);

        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "larder.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
