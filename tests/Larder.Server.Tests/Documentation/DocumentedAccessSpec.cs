using System.Net;
using Larder.Server.Tests.Security;

namespace Larder.Server.Tests.Documentation;

/// <summary>The refusals of the door have, for every operation, the form that the document tells.</summary>
public sealed class DocumentedAccessSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    [Fact]
    public async Task What_is_always_open_demands_nothing_and_everything_else_may_demand_a_key()
    {
        using var document = await DocumentSpec.ReadAsync(server);

        var operations = DocumentedOperation.ReadAll(document.RootElement).ToList();

        Assert.All(operations, each => Assert.Equal(each.Path.StartsWith("/health", StringComparison.Ordinal), each.IsOpen));
        Assert.Contains(operations, each => each.IsOpen);
        Assert.Equal(3, document.RootElement.GetProperty("security").GetArrayLength());
    }

    [Fact]
    public async Task X_9_without_a_key_each_operation_is_refused_in_the_form_of_its_group()
    {
        await AllAreRefusedAsync(HttpStatusCode.Unauthorized, _ => true, [TestKeys.Setting]);
    }

    [Fact]
    public async Task X_9_a_key_that_may_only_read_is_refused_every_write_in_the_form_of_its_group()
    {
        await AllAreRefusedAsync(
            HttpStatusCode.Forbidden, each => each.Method != "GET", [TestKeys.Setting], ("X-Api-Key", TestKeys.Reader));
    }

    [Fact]
    public async Task X_9_a_page_of_another_site_is_refused_every_write_in_the_form_of_its_group()
    {
        await AllAreRefusedAsync(
            HttpStatusCode.Forbidden, each => each.Method != "GET", [], ("Sec-Fetch-Site", "cross-site"));
    }

    [Fact]
    public async Task X_9_too_many_requests_are_refused_in_the_form_of_their_group()
    {
        await AllAreRefusedAsync(
            HttpStatusCode.TooManyRequests, _ => true,
            ["--Larder:Security:RateLimit:PerMinute=1", "--Larder:Security:RateLimit:Burst=1"]);
    }

    private async Task AllAreRefusedAsync(
        HttpStatusCode status,
        Predicate<DocumentedOperation> chosen,
        string[] settings,
        params (string Name, string Value)[] headers)
    {
        using var document = await DocumentSpec.ReadAsync(server);
        var schemas = new SchemaChecker(document.RootElement);
        var guarded = new ServerUnderTest(settings);
        await guarded.InitializeAsync();

        // The first request of a client is always let through, and takes what is to be had in a minute.
        await guarded.Client.GetAsync("/");
        var faults = new List<string>();
        var operations = DocumentedOperation.ReadAll(document.RootElement).Where(each => each.IsGuarded && chosen(each)).ToList();
        foreach (var operation in operations)
        {
            var request = operation.Example();
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            var answer = await guarded.Client.SendAsync(request);
            faults.AddRange(await operation.CheckAsync(answer, schemas));
            if (answer.StatusCode != status)
                faults.Add($"{operation.Id}: {answer.StatusCode} came instead of {status}");
        }

        await guarded.DisposeAsync();
        Assert.True(operations.Count >= 8, $"Only {operations.Count} operations were tried.");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
