using System.Net;
using Larder.AspNetCore.Admin.Metrics;
using Larder.AspNetCore.KeyValue;
using Larder.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Larder.AspNetCore.Tests.Admin;

public sealed class MetricsOfAHostSpec
{
    [Fact]
    public async Task S3_21_a_hit_is_counted_by_the_cache_and_passes_no_counter_of_requests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddLarderKeyValue();
        builder.Services.AddLarderMetrics();
        await using var app = builder.Build();
        app.UseLarderKeyValueHits();
        app.UseLarderMetrics();
        app.UseLarderKeyValue();
        app.UseRouting();
        app.MapLarderMetrics();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var content = new StringContent("""{"key":"hot","value":"v"}""", encoding: null, "application/json");
        await client.PutAsync("/cache", content);
        await client.GetAsync("/cache/hot");
        await client.GetAsync("/cache/hot");
        await client.GetAsync("/cache/cold");

        using var response = await client.GetAsync("/metrics");
        var page = Exposition.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, page.Samples["larder_cache_hits_total{cache=\"keyvalue\"}"]);
        Assert.Equal(1, page.Samples["larder_cache_misses_total{cache=\"keyvalue\"}"]);
        Assert.Equal(1, page.Samples["larder_cache_sets_total{cache=\"keyvalue\"}"]);
        Assert.Equal(1, page.Samples["larder_cache_entries{cache=\"keyvalue\"}"]);
        Assert.True(page.Samples["larder_cache_weight{cache=\"keyvalue\",unit=\"weight\"}"] > 0);
        Assert.Equal(1, page.Samples["larder_http_requests_total{group=\"all\",status=\"2xx\"}"]);
        Assert.Equal(1, page.Samples["larder_http_requests_total{group=\"all\",status=\"4xx\"}"]);
        Assert.Equal(2, page.Samples["larder_http_request_duration_seconds_count{group=\"all\"}"]);
    }

    [Fact]
    public async Task A_request_that_fails_counts_as_5xx_and_goes_on_failing()
    {
        var metrics = new RequestMetrics(["all"], _ => "all", TimeProvider.System);

        await Assert.ThrowsAsync<InvalidOperationException>(() => metrics.MeasureAsync(
            new Microsoft.AspNetCore.Http.DefaultHttpContext(), _ => throw new InvalidOperationException()));
        var writer = new MetricWriter();
        metrics.Write(writer);

        Assert.Equal(1, Exposition.Parse(writer.ToString()).Samples["larder_http_requests_total{group=\"all\",status=\"5xx\"}"]);
    }
}
