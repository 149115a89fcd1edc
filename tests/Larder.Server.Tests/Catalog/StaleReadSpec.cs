using System.Collections.Concurrent;
using System.Text.Json;

namespace Larder.Server.Tests.Catalog;

/// <summary>The race that a cache beside a database loses when nobody thinks of it: a reader that stores what it read before a write.</summary>
public abstract class StaleReadSpec(ServerUnderTest server)
{
    private const int Readers = 8;
    private const int Updates = 1_000;

    private HttpClient Client => server.Client;

    [Fact]
    public async Task S3_15_no_read_that_begins_after_a_write_returned_shows_the_old_row()
    {
        var id = await Client.AddProductAsync(CatalogClient.Draft(stock: "0"));
        var acknowledged = 0;
        var stale = new ConcurrentQueue<string>();
        var sources = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        using var end = new CancellationTokenSource();

        async Task ReadAsync(string path, Func<JsonElement, JsonElement> pick)
        {
            while (!end.IsCancellationRequested)
            {
                // The partner is the write below, which comes after the answer to the update.
                var least = Volatile.Read(ref acknowledged);
                var reply = await Client.GetJsonAsync(path);
                var seen = pick(reply).GetProperty("stock_quantity").GetInt32();
                sources.AddOrUpdate(reply.Text("source"), 1, (_, count) => count + 1);
                if (seen < least)
                    stale.Enqueue($"{path} showed {seen} after {least} was acknowledged");
            }
        }

        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(() => reader % 2 == 0
            ? ReadAsync($"/products/{id}", reply => reply.GetProperty("product"))
            : ReadAsync("/products", reply => reply.GetProperty("products").EnumerateArray()
                .Single(product => product.GetProperty("id").GetInt64() == id)))).ToList();
        for (var update = 1; update <= Updates; update++)
        {
            await Client.ChangeProductAsync(id, CatalogClient.Draft(stock: $"{update}"));
            Volatile.Write(ref acknowledged, update);
        }

        await end.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Empty(stale);
        // Otherwise nothing was raced against: readers must have met both the cache and the database.
        Assert.True(sources.GetValueOrDefault("cache") > 0 && sources.GetValueOrDefault("database") > 0, string.Join(", ", sources));
    }
}
