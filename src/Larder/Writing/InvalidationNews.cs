using Larder.Invalidation;
using Larder.Memory;
using Microsoft.Extensions.Logging;

namespace Larder.Writing;

/// <summary>Tells the other processes what is no longer true. A bus that fails fails no caller: it is counted and logged.</summary>
internal sealed class InvalidationNews(string cache, MemoryTier memory, IInvalidationBus? bus, ILogger logger)
{
    /// <summary>Whether there is anybody to tell.</summary>
    internal bool IsHeard => bus is not null;

    internal ValueTask TellAsync(CacheInvalidationKind kind, string key, CancellationToken cancellationToken) =>
        bus is null ? ValueTask.CompletedTask : TellAsync(New(kind) with { Key = key }, cancellationToken);

    internal ValueTask TellTagsAsync(
        IReadOnlyList<string> tags, TagMatch match, bool keepStale, CancellationToken cancellationToken)
    {
        var kind = keepStale ? CacheInvalidationKind.ExpireByTags : CacheInvalidationKind.RemoveByTags;
        return bus is null
            ? ValueTask.CompletedTask
            : TellAsync(New(kind) with { Tags = [.. tags], Match = match }, cancellationToken);
    }

    internal ValueTask TellPatternAsync(string pattern, CancellationToken cancellationToken) =>
        bus is null
            ? ValueTask.CompletedTask
            : TellAsync(New(CacheInvalidationKind.RemoveByPattern) with { Pattern = pattern }, cancellationToken);

    internal ValueTask TellClearAsync(CancellationToken cancellationToken) =>
        bus is null ? ValueTask.CompletedTask : TellAsync(New(CacheInvalidationKind.Clear), cancellationToken);

    private CacheInvalidation New(CacheInvalidationKind kind) =>
        new() { Cache = cache, Kind = kind, Origin = memory.Id };

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
#pragma warning disable CA1031 // Whatever a bus throws, the write that led here has succeeded and must say so.
        catch (Exception error)
#pragma warning restore CA1031
        {
            memory.Counters.CountError();
            WritingLog.BusFailed(logger, cache, what.Kind, error);
        }
    }
}
