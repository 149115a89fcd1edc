using System.Net;
using Microsoft.Data.Sqlite;

namespace Larder.Server.Tests.Disk;

/// <summary>What the server says about the file when it starts, and what it leaves alone when nobody asks for one.</summary>
[Trait("Platform", "Unix")]
public sealed class StartWithDiskSpec : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_tier_there_is_no_file_and_its_assembly_is_not_loaded()
    {
        await using var without = Start([]);
        using var client = new HttpClient { BaseAddress = await without.FirstAddressAsync() };
        await client.PutAsync("/cache/k", new ByteArrayContent([1]));
        var mapsWithout = await File.ReadAllTextAsync($"/proc/{without.Id}/maps");
        var files = Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ToArray();
        await using var with = Start(["--Larder:KeyValue:Tier=Disk"]);
        await with.FirstAddressAsync();
        var mapsWith = await File.ReadAllTextAsync($"/proc/{with.Id}/maps");

        Assert.DoesNotContain("Larder.Sqlite.dll", mapsWithout, StringComparison.Ordinal);
        Assert.Contains("Larder.Sqlite.dll", mapsWith, StringComparison.Ordinal);
        Assert.DoesNotContain("cache.db", files);
        Assert.True(File.Exists(_folder.File("cache.db")));
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused_and_may_begin_once_the_first_was_killed()
    {
        string[] settings = ["--Larder:KeyValue:Tier=Disk", $"--Larder:Disk:Path={_folder.File("shared.db")}"];
        await using var first = Start(settings);
        await first.FirstAddressAsync();

        var end = await Start(settings).EndAsync();
        first.Kill();
        await first.EndAsync();
        await using var second = Start(settings);

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("another program uses it", end.Errors, StringComparison.Ordinal);
        Assert.Contains("Larder:Disk:Path", end.Errors, StringComparison.Ordinal);
        Assert.NotNull(await second.FirstAddressAsync());
    }

    [Theory]
    [InlineData("--Larder:Disk:Path={0}/larder.db", "Larder:Disk:Path names the file of the database")]
    [InlineData("--Larder:Disk:Path=/dev/null/cache.db", "its folder cannot be made or entered")]
    [InlineData("--Larder:Disk:Path={0}", "there is a folder of that name")]
    [InlineData("--Larder:Disk:MaxMegabytes=2", "Larder:Disk:MaxMegabytes is too small for values of 1048576 bytes")]
    [InlineData("--Larder:Disk:MaxMegabytes=none", "Larder:Disk:MaxMegabytes must be a whole number")]
    [InlineData("--Larder:Disk:Durability=Forever", "Larder:Disk:Durability must be Process or Machine, but was 'Forever'.")]
    [InlineData("--Larder:Payloads:Tier=Tape", "Larder:Payloads:Tier must be None or Disk, but was 'Tape'.")]
    [InlineData("--Larder:KeyValue:Tier=Tape", "Larder:KeyValue:Tier must be None or Disk, but is 'Tape'.")]
    public async Task What_cannot_be_used_stops_the_start_with_a_sentence(string setting, string sentence)
    {
        await using var server = Start(["--Larder:KeyValue:Tier=Disk", string.Format(setting, _folder.Path)]);

        var end = await server.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains(sentence, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_of_another_program_is_left_alone()
    {
        var other = _folder.File("other.db");
        await using (var connection = new SqliteConnection($"Data Source={other};Pooling=false"))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE theirs (id INTEGER)";
            await command.ExecuteNonQueryAsync();
        }

        await using var server = Start(["--Larder:KeyValue:Tier=Disk", $"--Larder:Disk:Path={other}"]);
        var end = await server.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("it is the database of another program. Set Larder:Disk:Path", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_put_aside_told_in_the_log_and_made_anew()
    {
        await File.WriteAllBytesAsync(_folder.File("cache.db"), [.. Enumerable.Repeat((byte)0x5A, 10_000)]);
        await using var server = Start(["--Larder:KeyValue:Tier=Disk"]);

        var told = await server.LineAsync(line => line.Contains("was damaged", StringComparison.Ordinal));
        using var client = new HttpClient { BaseAddress = await server.FirstAddressAsync() };
        var put = await client.PutAsync("/cache/k", new ByteArrayContent([1]));

        Assert.Contains("cache.db.damaged-", told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.False(put.Headers.Contains("X-Cache-Kept"));
        Assert.Single(Directory.GetFiles(_folder.Path, "cache.db.damaged-*"), file => file.EndsWith('Z'));
    }

    private ServerProcess Start(string[] settings) => ServerProcess.Start(
        Path.GetTempPath(), ["--urls", "http://127.0.0.1:0", $"--Larder:DataFolder={_folder.Path}", .. settings]);
}
