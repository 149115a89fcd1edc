using System.Diagnostics;
using System.Globalization;
using System.Text;
using Larder.Benchmarks.Measuring;

namespace Larder.Benchmarks.Http;

/// <summary>
/// What the cache saves whoever asks for products: the same request answered from the database and from the cache, in turns,
/// by one client that waits for each answer. Which of the two it was, the answer says.
/// </summary>
internal sealed class CatalogTrial : IServerTrial
{
    /// <summary>Names a database beside the file of SQLite, as an address.</summary>
    private const string OtherDatabase = "LARDER_CATALOG_DATABASE";

    private const int Products = 1_000;
    private const int Rounds = 301;

    public string Name => "http-catalog";

    public string Title => $"Products from the cache and from the database, {Products:N0} of them";

    public async Task<string> RunAsync(string? program, bool isQuick)
    {
        var text = new StringBuilder();
        text.AppendLine("| database | request | from the database, ms | from the cache, ms | faster by |");
        text.AppendLine("| --- | --- | --: | --: | --: |");
        await MeasureAsync(text, "SQLite", program, [], isQuick);
        if (Environment.GetEnvironmentVariable(OtherDatabase) is { Length: > 0 } address)
        {
            await MeasureAsync(text, address.Split(':')[0], program, [new("DATABASE_URL", address)], isQuick);
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nMedians of {(isQuick ? 3 : Rounds)} rounds, seen by the client.").ToString();
    }

    private static async Task MeasureAsync(
        StringBuilder text, string database, string? program, IEnumerable<KeyValuePair<string, string>> environment, bool isQuick)
    {
        await using var server = await ServerProcess.StartLarderAsync(program, environment);
        using var client = new HttpClient { BaseAddress = server.Address };
        await AddProductsAsync(client);

        foreach (var (title, path) in new[] { ("the list", "/products"), ("one product", "/products/1") })
        {
            var loaded = new List<double>();
            var cached = new List<double>();
            for (var round = 0; round < (isQuick ? 3 : Rounds); round++)
            {
                (await client.PostAsync("/cache/clear", content: null)).EnsureSuccessStatusCode().Dispose();
                loaded.Add(await TimeAsync(client, path, "database"));
                cached.Add(await TimeAsync(client, path, "cache"));
            }

            var (slow, fast) = (Median.Of(loaded), Median.Of(cached));
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {database} | {title} | {slow:0.000} ({loaded.Min():0.000}–{loaded.Max():0.000}) "
                + $"| {fast:0.000} ({cached.Min():0.000}–{cached.Max():0.000}) | {100 * (slow - fast) / slow:0} % |");
            Console.Error.WriteLine($"http-catalog, {database}, {title}: {slow:0.000} and {fast:0.000} ms");
        }
    }

    private static async Task AddProductsAsync(HttpClient client)
    {
        for (var i = 0; i < Products; i++)
        {
            var product = $$"""{"name":"Product {{i:D5}}","description":"One of many","price":9.99,"category":"Bench"}""";
            using var message = new WireRequest("POST", "/products", product).ToMessage();
            (await client.SendAsync(message)).EnsureSuccessStatusCode().Dispose();
        }
    }

    private static async Task<double> TimeAsync(HttpClient client, string path, string source)
    {
        var start = Stopwatch.GetTimestamp();
        var body = await client.GetStringAsync(path);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return body.Contains($"\"source\":\"{source}\"", StringComparison.Ordinal)
            ? elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"{path} was to come from the {source}, and did not.");
    }
}
