using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Larder.AspNetCore.Tests.Admin;

/// <summary>The operator's routes in hosts of other people, whose CORS policy is for all that they answer.</summary>
public sealed class OtherHostsSpec
{
    private static readonly string[] OfOperator = ["/admin/caches", "/admin/caches/none", "/metrics"];

    [Theory]
    [InlineData("cors behind routing")]
    [InlineData("cors before routing")]
    public async Task S3_25_no_policy_of_the_host_opens_them_to_pages_of_other_sites(string host)
    {
        await using var app = await StartAsync(host);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var own = await AskAsync(client, "/own");
        Assert.Equal("https://page.example", own.Headers.GetValues("Access-Control-Allow-Origin").Single());
        foreach (var path in OfOperator)
        {
            using var answer = await AskAsync(client, path);

            Assert.Equal(path.EndsWith("none", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
            Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task They_need_no_cors_in_the_host()
    {
        await using var app = await StartAsync("no cors");
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var answer = await AskAsync(client, "/admin/caches");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<WebApplication> StartAsync(string host)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddLarder();
        builder.Services.AddLarderMetrics();
        builder.Services.AddCors();
        var app = builder.Build();
        if (host != "no cors")
            app.UseCors(policy => policy.SetIsOriginAllowed(_ => true).AllowCredentials().AllowAnyMethod().AllowAnyHeader());
        if (host == "cors before routing")
            app.UseRouting();
        app.MapLarderAdmin();
        app.MapLarderMetrics();
        app.MapGet("/own", () => "of the host");
        await app.StartAsync();
        return app;
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", "https://page.example");
        return client.SendAsync(request);
    }
}
