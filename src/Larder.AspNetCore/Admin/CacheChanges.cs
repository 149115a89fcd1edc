using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Larder.AspNetCore.Admin;

/// <summary>Removes and expires entries, and clears caches, and says how many there were.</summary>
internal sealed class CacheChanges(ILogger<CacheChanges> log)
{
    private const string Remove = "remove";
    private const string Expire = "expire";
    private const string Clear = "clear";
    private const int KeysAtOnce = 1_000;

    internal Task RemoveAsync(HttpContext context, LarderCache cache) => ChangeAsync(context, cache, Remove);

    internal Task ExpireAsync(HttpContext context, LarderCache cache) => ChangeAsync(context, cache, Expire);

    /// <summary>Removes the one entry that the query names.</summary>
    internal async Task DeleteAsync(HttpContext context, LarderCache cache)
    {
        var target = new ChangeTarget(ChangeTarget.Key, AdminQuery.Needed(context, ChangeTarget.Key), Pattern: null);
        var count = await ApplyAsync(cache, Remove, target).ConfigureAwait(false);
        if (count == 0)
            throw new AdminFaultException(StatusCodes.Status404NotFound, "There is no such entry in memory.");
        await AnswerAsync(context, cache, Remove, target.Kind, count, isPreview: false).ConfigureAwait(false);
    }

    internal async Task ClearAsync(HttpContext context, LarderCache cache)
    {
        if (context.Request.ContentType is not null && !context.Request.HasJsonContentType())
            throw new AdminFaultException(StatusCodes.Status415UnsupportedMediaType, "The content type must be application/json.");

        var isPreview = AdminQuery.Flag(context, "preview");
        var count = cache.Count;
        if (!isPreview)
            await cache.ClearAsync(CancellationToken.None).ConfigureAwait(false);
        await AnswerAsync(context, cache, Clear, "all", count, isPreview).ConfigureAwait(false);
    }

    private async Task ChangeAsync(HttpContext context, LarderCache cache, string action)
    {
        var isPreview = AdminQuery.Flag(context, "preview");
        var target = await ChangeTarget.ReadAsync(context).ConfigureAwait(false);
        var count = isPreview ? Affected(cache, target).LongCount() : await ApplyAsync(cache, action, target).ConfigureAwait(false);
        await AnswerAsync(context, cache, action, target.Kind, count, isPreview).ConfigureAwait(false);
    }

    // Half a change helps nobody, so none of them ends because its client has gone.
    private static async Task<long> ApplyAsync(LarderCache cache, string action, ChangeTarget target)
    {
        try
        {
            return (action, target.Kind) switch
            {
                (Remove, ChangeTarget.Key) => await cache.RemoveAsync(target.Text).ConfigureAwait(false) ? 1 : 0,
                (Expire, ChangeTarget.Key) => await cache.ExpireAsync(target.Text).ConfigureAwait(false) ? 1 : 0,
                (Remove, ChangeTarget.ByPattern) => await cache.RemoveByPatternAsync(target.Text).ConfigureAwait(false),
                (Expire, ChangeTarget.ByPattern) => await ExpireEachAsync(cache, target).ConfigureAwait(false),
                _ => await ByTagAsync(cache, action, target).ConfigureAwait(false),
            };
        }
        catch (ArgumentException fault)
        {
            throw AdminFaultException.Of(fault);
        }
    }

    // A tag takes effect without a look at the entries, so they are counted before.
    private static async Task<long> ByTagAsync(LarderCache cache, string action, ChangeTarget target)
    {
        var count = Affected(cache, target).LongCount();
        if (action == Remove)
            await cache.RemoveByTagAsync(target.Text).ConfigureAwait(false);
        else
            await cache.ExpireByTagAsync(target.Text).ConfigureAwait(false);
        return count;
    }

    private static async Task<long> ExpireEachAsync(LarderCache cache, ChangeTarget target)
    {
        var count = 0L;
        foreach (var key in Affected(cache, target))
            count += await cache.ExpireAsync(key).ConfigureAwait(false) ? 1 : 0;
        return count;
    }

    /// <summary>The keys in memory that a change would touch.</summary>
    private static IEnumerable<string> Affected(LarderCache cache, ChangeTarget target)
    {
        if (target.Kind == ChangeTarget.Key)
            return cache.Inspect(target.Text) is null ? [] : [target.Text];
        return target.Pattern is { } pattern
            ? Keys(cache, pattern.Prefix).Where(key => pattern.Matches(key) && cache.Inspect(key) is not null)
            : Keys(cache, "").Where(key => cache.Inspect(key)?.Tags.Contains(target.Text, StringComparer.Ordinal) == true);
    }

    private static IEnumerable<string> Keys(LarderCache cache, string prefix)
    {
        var cursor = 0L;
        do
        {
            var page = cache.List(cursor, KeysAtOnce, prefix.Length == 0 ? null : prefix);
            foreach (var entry in page.Entries)
                yield return entry.Key;
            cursor = page.Next;
        }
        while (cursor != 0);
    }

    private Task AnswerAsync(HttpContext context, LarderCache cache, string action, string kind, long count, bool isPreview)
    {
        if (!isPreview)
            log.Changed(action, kind, cache.Name, count);
        return AdminReply.SendAsync(context, writer =>
        {
            writer.WriteString("cache", cache.Name);
            writer.WriteString("action", action);
            writer.WriteString("by", kind);
            writer.WriteNumber("count", count);
            writer.WriteBoolean("preview", isPreview);
        });
    }
}
