using System.Net;

namespace Larder.Server.Tests.Catalog;

public sealed class ProductRefusalsOnSqliteSpec(ServerUnderTest server) : ProductRefusalsSpec(server), IClassFixture<ServerUnderTest>
{
    [Fact]
    public async Task A_large_body_for_which_there_is_no_room_is_put_off_and_small_ones_are_not()
    {
        var narrow = new ServerUnderTest("--Larder:Limits:LargeBodyMegabytes=0");
        await narrow.InitializeAsync();
        using var content = new StringContent(
            CatalogClient.Draft(name: new string('x', 100_000)), System.Text.Encoding.UTF8, "application/json");

        using var large = await narrow.Client.PostAsync("/products", content);
        var (small, _) = await narrow.Client.AskAsync(HttpMethod.Post, "/products", CatalogClient.Draft());
        await narrow.DisposeAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, large.StatusCode);
        Assert.Equal("1", large.Headers.GetValues("Retry-After").Single());
        Assert.Equal(HttpStatusCode.OK, small);
    }
}
