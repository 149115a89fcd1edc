using Larder;
using Larder.AspNetCore.Admin;
using Larder.AspNetCore.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Mounts the administration of caches.</summary>
public static class AdminEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Mounts the administration of all caches of the container's <see cref="CacheManager"/>. It guards itself: with keys
    /// where <c>AddLarderAccess</c> has some, and otherwise for requests from the machine itself alone. No CORS policy of the
    /// host reaches its answers.
    /// </summary>
    /// <param name="routes">The routes.</param>
    /// <param name="prefix">Below which path. Default <c>/admin</c>.</param>
    /// <param name="options">How. Default null: as <see cref="AdminOptions"/> says.</param>
    /// <returns>All of its endpoints, for further conventions.</returns>
    /// <exception cref="ArgumentException">The options make no sense; the message lists every fault.</exception>
    public static IEndpointConventionBuilder MapLarderAdmin(
        this IEndpointRouteBuilder routes, string prefix = "/admin", AdminOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var chosen = options ?? new AdminOptions();
        if (chosen.Validate() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));

        var services = routes.ServiceProvider;
        var manager = services.GetRequiredService<CacheManager>();
        var admin = new AdminRoutes(manager);
        var keys = new KeyBrowser(chosen);
        var entry = new EntryView(chosen, services.GetService<IOptions<JsonOptions>>() ?? Options.Create(new JsonOptions()));
        var changes = new CacheChanges(services.GetService<ILogger<CacheChanges>>() ?? NullLogger<CacheChanges>.Instance);

        var all = routes.MapGroup(prefix);
        var reads = all.MapGroup("/caches").RequireLarderOperator(routes, AccessScope.Read);
        MapRead(reads, "", context => AdminRoutes.GuardAsync(context, () => ListAsync(context, manager)));
        MapRead(reads, "/{name}", admin.ForCache(ShowAsync));
        MapRead(reads, "/{name}/keys", admin.ForCache(keys.ListAsync));
        MapRead(reads, "/{name}/entry", admin.ForCache(entry.ShowAsync));

        var writes = all.MapGroup("/caches/{name}").RequireLarderOperator(routes, AccessScope.Admin);
        writes.MapMethods("/entry", [HttpMethods.Delete], admin.ForCache(changes.DeleteAsync));
        writes.MapMethods("/remove", [HttpMethods.Post], admin.ForCache(changes.RemoveAsync));
        writes.MapMethods("/expire", [HttpMethods.Post], admin.ForCache(changes.ExpireAsync));
        writes.MapMethods("/clear", [HttpMethods.Post], admin.ForCache(changes.ClearAsync));
        return all;
    }

    private static void MapRead(RouteGroupBuilder routes, string pattern, RequestDelegate answer) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], answer);

    private static Task ListAsync(HttpContext context, CacheManager manager) => AdminReply.SendAsync(context, writer =>
    {
        writer.WriteStartArray("caches");
        foreach (var name in manager.CacheNames.Order(StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            CacheView.Write(writer, manager.GetCache(name));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static Task ShowAsync(HttpContext context, LarderCache cache) =>
        AdminReply.SendAsync(context, writer => CacheView.Write(writer, cache));
}
