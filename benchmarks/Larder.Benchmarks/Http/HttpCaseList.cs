using System.Globalization;
using System.Text.Json;

namespace Larder.Benchmarks.Http;

/// <summary>The requests that are compared with bare Kestrel.</summary>
internal static class HttpCaseList
{
    private const int Keys = 1_000;
    private const int Payloads = 100;
    private const int PipelineDepth = 16;
    private static readonly string Value = new('v', 100);

    /// <summary>All of them, in the order in which they are run.</summary>
    public static IReadOnlyList<HttpCase> All { get; } =
    [
        new()
        {
            Name = "http-get",
            Title = $"GET /cache/{{key}}, hit, values of 100 characters, {Keys:N0} keys, keep-alive",
            Wanted = 1.10,
            PutPercent = 0,
            Prepare = FillAsync,
        },
        new()
        {
            Name = "http-get-16",
            Title = $"The same, {PipelineDepth} requests in the pipeline",
            Wanted = 1.15,
            Depth = PipelineDepth,
            Prepare = FillAsync,
        },
        new()
        {
            Name = "http-put",
            Title = $"PUT /cache, values of 100 characters, {Keys:N0} keys, keep-alive",
            Wanted = 1.6,
            PutPercent = 100,
            Prepare = static client => Task.FromResult<IReadOnlyList<WireRequest>>([.. Puts()]),
        },
        new()
        {
            Name = "http-payload",
            Title = $"GET /payload/{{id}}, hit, {Payloads} payloads, keep-alive",
            Wanted = 1.3,
            Prepare = PostAsync,
        },
    ];

    private static IEnumerable<WireRequest> Puts() => Enumerable.Range(0, Keys)
        .Select(static i => new WireRequest("PUT", "/cache", $$"""{"key":"{{KeyOf(i)}}","value":"{{Value}}"}"""));

    private static async Task<IReadOnlyList<WireRequest>> FillAsync(HttpClient client)
    {
        foreach (var put in Puts())
        {
            (await client.SendAsync(put.ToMessage())).EnsureSuccessStatusCode().Dispose();
        }

        return [.. Enumerable.Range(0, Keys).Select(static i => new WireRequest("GET", $"/cache/{KeyOf(i)}"))];
    }

    private static async Task<IReadOnlyList<WireRequest>> PostAsync(HttpClient client)
    {
        var gets = new List<WireRequest>();
        for (var i = 0; i < Payloads; i++)
        {
            // The number is of one width, so that all answers have one length.
            var post = new WireRequest(
                "POST", "/payload", $$"""{"list_1":["first {{i:D5}}"],"list_2":["{{Value}}"]}""");
            using var answer = (await client.SendAsync(post.ToMessage())).EnsureSuccessStatusCode();
            using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
            gets.Add(new WireRequest("GET", $"/payload/{body.RootElement.GetProperty("payload_id").GetString()}"));
        }

        return gets;
    }

    private static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"some-key-{number:D5}");
}
