using Larder.AspNetCore.KeyValue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts the key-value API into a pipeline.</summary>
public static class KeyValueApplicationBuilderExtensions
{
    /// <summary>
    /// Answers <c>GET /cache/{key}</c> when the key is there and the request comes from no page of another site. Put it
    /// first: whatever stands before it is paid for by every hit. Without it all is answered by <see cref="UseLarderKeyValue"/>.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    public static IApplicationBuilder UseLarderKeyValueHits(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var services = app.ApplicationServices;
        return app.Use(next => new KeyValueHits(
            next,
            services.GetRequiredService<KeyValueStore>(),
            services.GetRequiredService<KeyDecoder>(),
            services.GetRequiredService<HitReply>()).InvokeAsync);
    }

    /// <summary>
    /// Answers all routes of the API. Put it before routing, which decodes keys in ways of its own, and behind what adds
    /// headers to every response.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <returns>The same pipeline.</returns>
    public static IApplicationBuilder UseLarderKeyValue(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var services = app.ApplicationServices;
        return app.Use(next => new KeyValueRoutes(
            next,
            services.GetRequiredService<TextRoutes>(),
            services.GetRequiredService<EntryRoutes>(),
            services.GetRequiredService<ManyRoutes>(),
            services.GetRequiredService<KeyDecoder>(),
            services.GetRequiredService<ILogger<KeyValueRoutes>>()).InvokeAsync);
    }
}
