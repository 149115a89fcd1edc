using Larder.Invalidation;
using Larder.Memory;
using Microsoft.Extensions.Logging;

namespace Larder.Writing;

/// <summary>Tells the other processes what is no longer true. A bus that fails fails no caller: it is counted and logged.</summary>
internal sealed class InvalidationNews(string cache, MemoryTier memory, IInvalidationBus? bus, ILogger logger)
{
    /// <summary>Whether there is anybody to tell.</summary>
    internal bool IsHeard => bus is not null;

    internal ValueTask TellAsync(
        CacheInvalidationKind kind, string key, CancellationToken cancellationToken, bool tierMissedIt = false) =>
        bus is null
            ? ValueTask.CompletedTask
            : TellAsync(CacheInvalidation.OfKey(kind, cache, memory.Origin, key) with { TierMissedIt = tierMissedIt }, cancellationToken);

    internal ValueTask TellTagsAsync(
        IReadOnlyList<string> tags, TagMatch match, bool keepStale, CancellationToken cancellationToken, bool tierMissedIt = false) =>
        bus is null ? ValueTask.CompletedTask
        : keepStale ? TellAsync(
            CacheInvalidation.ExpireByTags(cache, memory.Origin, tags, match) with { TierMissedIt = tierMissedIt }, cancellationToken)
        : TellAsync(
            CacheInvalidation.RemoveByTags(cache, memory.Origin, tags, match) with { TierMissedIt = tierMissedIt }, cancellationToken);

    internal ValueTask TellPatternAsync(string pattern, CancellationToken cancellationToken, bool tierMissedIt = false) =>
        bus is null
            ? ValueTask.CompletedTask
            : TellAsync(
                CacheInvalidation.RemoveByPattern(cache, memory.Origin, pattern) with { TierMissedIt = tierMissedIt }, cancellationToken);

    internal ValueTask TellClearAsync(CancellationToken cancellationToken, bool tierMissedIt = false) =>
        bus is null
            ? ValueTask.CompletedTask
            : TellAsync(CacheInvalidation.Clear(cache, memory.Origin) with { TierMissedIt = tierMissedIt }, cancellationToken);

    private async ValueTask TellAsync(CacheInvalidation what, CancellationToken cancellationToken)
    {
        try
        {
            await bus!.PublishAsync(what, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            // Whatever a bus throws, the write that led here has succeeded and must say so.
            memory.Counters.CountError();
            WritingLog.BusFailed(logger, cache, what.Kind, error);
        }
    }
}
