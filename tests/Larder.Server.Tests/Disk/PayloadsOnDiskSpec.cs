using System.Net;
using Larder.Server.Data;
using Larder.Server.Tests.Payloads;
using Larder.Sqlite.Tier;
using Microsoft.Extensions.DependencyInjection;

namespace Larder.Server.Tests.Disk;

/// <summary>Three layers: memory, the file, the database.</summary>
public sealed class PayloadsOnDiskSpec : IAsyncLifetime
{
    private const string Outputs = "payload-outputs";

    private static readonly SqlText Forget = SqlText.Of("DELETE FROM cache_payloads");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("larder-data-");
    private ServerUnderTest _server = null!;

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task S0_39_what_memory_lacks_comes_from_the_file_before_the_database_is_asked()
    {
        var id = await _server.Client.StoreAsync(PayloadClient.Unique());
        var body = await _server.Client.GetStringAsync($"/payload/{id}");
        await RestartAsync();
        await _server.Services.GetRequiredService<Database>().ExecuteAsync(Forget, default);

        var fromFile = await _server.Client.GetAsync($"/payload/{id}");
        var fromMemory = await _server.Client.GetAsync($"/payload/{id}");

        Assert.Equal((HttpStatusCode.OK, "HIT"), (fromFile.StatusCode, fromFile.Header("X-Cache")));
        Assert.Equal(body, await fromFile.Content.ReadAsStringAsync());
        Assert.Equal("HIT", fromMemory.Header("X-Cache"));
        Assert.Equal(1, _server.Cache(Outputs).GetStats().SharedHits);
    }

    [Fact]
    public async Task S0_39_what_the_file_lacks_comes_from_the_database_and_is_in_the_file_then()
    {
        var id = await _server.Client.StoreAsync(PayloadClient.Unique());
        await _server.Cache(Outputs).ClearAsync();

        var fromDatabase = await _server.Client.GetAsync($"/payload/{id}");
        await RestartAsync();
        await _server.Services.GetRequiredService<Database>().ExecuteAsync(Forget, default);
        var fromFile = await _server.Client.GetAsync($"/payload/{id}");

        Assert.Equal((HttpStatusCode.OK, "MISS"), (fromDatabase.StatusCode, fromDatabase.Header("X-Cache")));
        Assert.Equal((HttpStatusCode.OK, "HIT"), (fromFile.StatusCode, fromFile.Header("X-Cache")));
    }

    [Fact]
    public async Task A_damaged_entry_is_a_look_at_the_database()
    {
        var id = await _server.Client.StoreAsync(PayloadClient.Unique());
        var body = await _server.Client.GetStringAsync($"/payload/{id}");
        await RestartAsync();
        await using (var tier = _server.Services.GetRequiredService<SqliteTierFactory>().Create(Outputs))
        {
            var bytes = new System.Buffers.ArrayBufferWriter<byte>();
            await tier.GetAsync(id, bytes);
            var damaged = bytes.WrittenSpan.ToArray();
            damaged[^1] ^= 1;
            await tier.SetAsync(id, new System.Buffers.ReadOnlySequence<byte>(damaged), null);
        }

        var response = await _server.Client.GetAsync($"/payload/{id}");

        Assert.Equal((HttpStatusCode.OK, "MISS"), (response.StatusCode, response.Header("X-Cache")));
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Equal(1, _server.Cache(Outputs).GetStats().DamagedPayloads);
    }

    [Fact]
    public async Task S0_39_payloads_are_right_when_the_file_is_deleted_while_it_is_used()
    {
        var before = await _server.Client.StoreAsync(PayloadClient.Unique());
        var body = await _server.Client.GetStringAsync($"/payload/{before}");
        foreach (var file in Directory.GetFiles(_folder.FullName, "cache.db*"))
            File.Delete(file);

        var after = await _server.Client.StoreAsync(PayloadClient.Unique());
        var now = await _server.Client.GetAsync($"/payload/{after}");
        await RestartAsync();
        var later = new[] { await _server.Client.GetStringAsync($"/payload/{before}"), await _server.Client.GetStringAsync($"/payload/{after}") };

        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
        Assert.Equal(body, later[0]);
        Assert.Equal(await now.Content.ReadAsStringAsync(), later[1]);
    }

    [Fact]
    public async Task S0_31_an_id_that_nobody_has_is_404_and_not_remembered()
    {
        var payload = PayloadClient.Unique();
        var id = PayloadText.Id(payload);

        var first = await _server.Client.GetAsync($"/payload/{id}");
        await _server.Client.StoreAsync(payload);
        var second = await _server.Client.GetAsync($"/payload/{id}");

        Assert.Equal(HttpStatusCode.NotFound, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
    }

    private async Task RestartAsync()
    {
        await _server.DisposeAsync();
        await StartAsync();
    }

    private Task StartAsync()
    {
        _server = new ServerUnderTest(
            $"--Larder:DataFolder={_folder.FullName}", "--Larder:Payloads:Tier=Disk", "--Larder:Payloads:Warm=0");
        return _server.InitializeAsync();
    }
}
