using System.Net.Http.Headers;
using System.Text;

namespace Larder.Server.Tests.Documentation;

/// <summary>The document against the server: what it promises is what is sent, the unhappy answers included.</summary>
public sealed class DocumentedAnswersSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    // The first come from faults that a request cannot cause; the specs of the modules inject them. The others come from
    // the door, which DocumentedAccessSpec closes.
    private static readonly int[] CausedElsewhere = [500, 503, 401, 403, 429];

    [Fact]
    public async Task S1_07_every_example_of_the_document_is_answered_as_the_document_says()
    {
        using var document = await DocumentSpec.ReadAsync(server);
        var schemas = new SchemaChecker(document.RootElement);
        var faults = new List<string>();

        // Writes before reads, and removals last, as one would try them.
        var operations = DocumentedOperation.ReadAll(document.RootElement).OrderBy(RankOf).ToList();
        foreach (var operation in operations)
        {
            var answer = await server.Client.SendAsync(operation.Example());
            faults.AddRange(await operation.CheckAsync(answer, schemas));
            if (!answer.IsSuccessStatusCode)
                faults.Add($"{operation.Id}: its example is answered {(int)answer.StatusCode}");
        }

        Assert.True(operations.Count >= 15, $"Only {operations.Count} operations were found.");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task X_9_every_refusal_of_the_document_can_be_had_and_has_the_body_of_its_group()
    {
        using var document = await DocumentSpec.ReadAsync(server);
        var schemas = new SchemaChecker(document.RootElement);
        var operations = DocumentedOperation.ReadAll(document.RootElement).ToDictionary(each => each.Id);
        var faults = new List<string>();
        await PrepareAsync();

        foreach (var refusal in Refusals.All)
        {
            var answer = await server.Client.SendAsync(refusal.Request());
            faults.AddRange(await operations[refusal.OperationId].CheckAsync(answer, schemas));
            if ((int)answer.StatusCode != refusal.Status)
                faults.Add($"{refusal.OperationId}: {(int)answer.StatusCode} came instead of {refusal.Status}");
        }

        var told = operations.Values.SelectMany(each => each.Statuses.Select(status => (each.Id, status)))
            .Where(each => each.status >= 300 && !CausedElsewhere.Contains(each.status));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(told.Except(Refusals.All.Select(each => (each.OperationId, each.Status))));
    }

    private static int RankOf(DocumentedOperation operation) => operation.Method switch
    {
        "PUT" => 0,
        "POST" => 1,
        "GET" => 2,
        _ => 3,
    };

    private async Task PrepareAsync()
    {
        const string Payload = """{"list_1":["first string","second string"],"list_2":["other string","another string"]}""";

        await SendAsync("PUT", "/cache/text", "no number", "text/plain");
        await SendAsync("PUT", "/cache/version", "v", "text/plain");
        await SendAsync("PUT", "/cache", """{"key":"a","value":"v"}""", "application/json");
        await SendAsync("POST", "/payload", Payload, "application/json");
    }

    private async Task SendAsync(string method, string path, string body, string type)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)),
        };
        (await server.Client.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
