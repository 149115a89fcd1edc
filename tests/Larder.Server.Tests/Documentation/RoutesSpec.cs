using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Larder.Server.Tests.Documentation;

/// <summary>The document against routing, from the other side: nothing is answered that it does not tell.</summary>
public sealed class RoutesSpec(ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    [Fact]
    public async Task Every_endpoint_is_in_the_document()
    {
        using var document = await DocumentSpec.ReadAsync(server);
        var told = DocumentedOperation.ReadAll(document.RootElement).Select(each => $"{each.Method} {each.Path}");
        var served = server.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method => $"{method} {PathOf(endpoint)}"))
            .ToHashSet(StringComparer.Ordinal);

        // Describe a new route in the table of its module, as ServerModule.Describe says.
        Assert.Empty(served.Except(told).Order(StringComparer.Ordinal));
        Assert.True(served.Count >= 15, $"Only {served.Count} routes were found.");
    }

    // The key-value API is no endpoint. It says itself which methods a path has, as routing does for the others.
    [Fact]
    public async Task Every_path_of_the_document_takes_the_methods_that_the_document_tells_and_no_others()
    {
        using var document = await DocumentSpec.ReadAsync(server);
        var faults = new List<string>();

        foreach (var path in DocumentedOperation.ReadAll(document.RootElement).GroupBy(each => each.Path))
        {
            var request = path.First().Example();
            request.Method = new HttpMethod("BREW");
            request.Content = null;
            var answer = await server.Client.SendAsync(request);
            var allowed = answer.Content.Headers.Allow.Where(method => method != "HEAD").Order(StringComparer.Ordinal);
            var told = path.Select(each => each.Method).Order(StringComparer.Ordinal).ToList();
            if (!allowed.SequenceEqual(told))
                faults.Add($"{path.Key}: {string.Join(", ", allowed)} are taken, but {string.Join(", ", told)} are told");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Where(method => method != "HEAD");

    private static string PathOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText!.Trim('/')}";
}
