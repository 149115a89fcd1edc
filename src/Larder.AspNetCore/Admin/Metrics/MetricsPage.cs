using System.Text;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Admin.Metrics;

/// <summary>The page that Prometheus reads: every source, one after the other.</summary>
internal sealed class MetricsPage(IEnumerable<IMetricSource> sources)
{
    private readonly IMetricSource[] _sources = [.. sources];

    internal async Task AnswerAsync(HttpContext context)
    {
        var writer = new MetricWriter();
        foreach (var source in _sources)
            source.Write(writer);

        var body = Encoding.UTF8.GetBytes(writer.ToString());
        AdminReply.Guard(context.Response);
        context.Response.ContentType = MetricWriter.ContentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
