using System.Text.Json;

namespace Larder.AspNetCore.Tests.KeyValue;

public sealed class ConcurrencySpec(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly KeyValueServer _server = shared.Server;

    [Fact]
    public async Task S1_11_a_writer_reads_its_own_write_and_nobody_the_value_of_another_key()
    {
        const int Clients = 8;
        const int Rounds = 150;

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var random = new Random(client);
            for (var round = 0; round < Rounds; round++)
            {
                var own = $"own-{client}";
                await _server.PutAsync(own, $"{own}={round}");
                Assert.Equal($"{own}={round}", await ValueAsync(own));

                var common = $"common-{random.Next(4)}";
                await _server.PutAsync(common, $"{common}={client}.{round}");
                Assert.StartsWith($"{common}=", await ValueAsync(common), StringComparison.Ordinal);
            }
        }));
    }

    private async Task<string> ValueAsync(string key)
    {
        using var body = JsonDocument.Parse(await _server.Client.GetStringAsync($"/cache/{key}"));
        Assert.Equal(key, body.RootElement.GetProperty("key").GetString());
        return body.RootElement.GetProperty("value").GetString()!;
    }
}
