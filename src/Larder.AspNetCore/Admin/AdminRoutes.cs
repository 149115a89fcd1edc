using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Larder.AspNetCore.Admin;

/// <summary>What the routes have in common: the cache that the address names, and a sentence for whatever is wrong.</summary>
internal sealed class AdminRoutes(CacheManager manager)
{
    internal const string NameOfCache = "name";

    /// <summary>Makes a handler that finds its cache first.</summary>
    internal RequestDelegate ForCache(Func<HttpContext, LarderCache, Task> answer) =>
        context => GuardAsync(context, () => answer(context, Find(context)));

    /// <summary>Turns a fault into its answer.</summary>
    internal static async Task GuardAsync(HttpContext context, Func<Task> answer)
    {
        try
        {
            await answer().ConfigureAwait(false);
        }
        catch (AdminFaultException fault)
        {
            await AdminReply.RefuseAsync(context, fault.Status, fault.Message).ConfigureAwait(false);
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            await AdminReply.RefuseAsync(context, fault.StatusCode, fault.Message).ConfigureAwait(false);
        }
    }

    private LarderCache Find(HttpContext context)
    {
        var name = (string)context.GetRouteValue(NameOfCache)!;
        return manager.CacheNames.Contains(name, StringComparer.Ordinal)
            ? manager.GetCache(name)
            : throw new AdminFaultException(
                StatusCodes.Status404NotFound,
                $"There is no such cache. The caches are {string.Join(", ", manager.CacheNames.Order(StringComparer.Ordinal))}.");
    }
}
