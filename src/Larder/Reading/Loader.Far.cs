using Larder.Memory;
using Larder.Tiers;
using Larder.Writing;

namespace Larder.Reading;

/// <content>Loads of a cache with a tier beyond memory: that is asked before the factory, and told after it.</content>
internal sealed partial class Loader
{
    /// <summary>Starts a look into the tier, for callers who want no value made.</summary>
    internal void StartLook<T>(LoadFlight<T> flight, FarTier from) => _ = LookAsync(flight, from);

    private async Task LookAsync<T>(LoadFlight<T> flight, FarTier from)
    {
        try
        {
            if (!await TrySettleFromAsync(from, flight, stale: null).ConfigureAwait(false))
            {
                memory.Abandon(flight);
                flight.EndWithoutValue();
            }
        }
        catch (Exception error)
        {
            memory.Abandon(flight);
            flight.Fail(lifetime.HasEnded ? Throw.DisposedDuring(lifetime.Name) : error);
        }
        finally
        {
            _running.Remove(flight);
            flight.Dispose();
        }
    }

    private async Task RunThroughTiersAsync<TState, T>(
        FarTier beyond,
        LoadFlight<T> flight,
        Slot? stale,
        TState state,
        Func<TState, CacheEntryContext, CancellationToken, ValueTask<T>> factory,
        LoadScope? outer)
    {
        var needsFactory = false;
        try
        {
            needsFactory = !await TrySettleFromAsync(beyond, flight, stale).ConfigureAwait(false);
            if (needsFactory)
            {
                await PrepareAsync(beyond, flight).ConfigureAwait(false);
            }
        }
        catch
        {
            needsFactory = false;
            throw;
        }
        finally
        {
            if (!needsFactory && flight.IsRefresh)
            {
                _refreshLimiter.Exit(); // its place was taken for a factory that does not run
            }
        }

        if (needsFactory)
        {
            var (value, took) = await RunFactoryAsync(flight, stale ?? flight.Spare, state, factory, outer).ConfigureAwait(false);
            var kept = SettleValue(flight, stale, flight.Context!, value, took);
            await WriteBeyondAsync(beyond, flight, flight.Context!, kept).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the tier, and ends the load if what it has will do.</summary>
    private async ValueTask<bool> TrySettleFromAsync<T>(FarTier beyond, LoadFlight<T> flight, Slot? stale)
    {
        if (!_running.TryAdd(flight))
        {
            Throw.Disposed(lifetime.Name);
        }

        if ((flight.Tiers & CacheTiers.Shared) == 0)
        {
            return false;
        }

        var read = await beyond.ReadAsync<T>(
            flight.Key, flight.Options.Payload, stale is null ? TierPatience.Hard : TierPatience.Soft, flight.Token).ConfigureAwait(false);
        flight.Token.ThrowIfCancellationRequested();
        return TrySettle(beyond, flight, stale, read);
    }

    /// <summary>Ends a look with what the tier had; one that is still alive then has found nothing.</summary>
    internal void Settle<T>(FarTier beyond, LoadFlight<T> flight, in FarRead<T> read) => TrySettle(beyond, flight, stale: null, read);

    private bool TrySettle<T>(FarTier beyond, LoadFlight<T> flight, Slot? stale, in FarRead<T> read)
    {
        flight.Far = read;
        flight.Fence = read.Fence;

        // A refresh of what is still fresh wants something newer than a tier can have.
        var wanted = (flight.Options.Tiers & CacheTiers.ReadShared) != 0 && !(stale is not null && memory.IsFresh(stale));
        if (!wanted || !read.HasValue)
        {
            return false;
        }

        if (read.State == FarState.Fresh)
        {
            flight.FinalTags = read.Facts.Tags;
            Keep(beyond, flight, read);
            flight.Succeed(read.Value!);
            return true;
        }

        if (flight.AcceptsStale && !flight.IsRefresh && Keep(beyond, flight, read))
        {
            flight.EndFilled();
            return true;
        }

        flight.Spare = memory.MakeLoose(flight.Key, read.Value!, TermsOf(beyond, flight, read));
        return false;
    }

    /// <summary>Puts what the tier had into memory, for no longer than it stays there.</summary>
    private bool Keep<T>(FarTier beyond, LoadFlight<T> flight, in FarRead<T> read)
    {
        try
        {
            if ((flight.Tiers & CacheTiers.WriteMemory) != 0)
            {
                return memory.TryPublish(flight, read.Value!, TermsOf(beyond, flight, read));
            }
        }
        catch (CacheCapacityException error)
        {
            memory.Counters.CountError();
            ReadingLog.TooBigToKeep(logger, lifetime.Name, flight.Key, settings.LogKeys, error.Message);
        }

        if (read.State == FarState.Fresh)
        {
            memory.Abandon(flight);
        }

        return false;
    }

    private static SlotTerms TermsOf<T>(FarTier beyond, LoadFlight<T> flight, in FarRead<T> read)
    {
        var options = flight.Options;
        var fresh = read.FreshFor < options.LocalExpiration ? read.FreshFor : options.LocalExpiration;
        if (read.State == FarState.Expired && fresh > TimeSpan.Zero)
        {
            fresh = TimeSpan.Zero;
        }

        var window = TimeSpan.FromTicks(Math.Min(
            (long)Math.Min((double)read.Facts.StaleWindowMs * TimeSpan.TicksPerMillisecond, long.MaxValue / 4),
            read.KeptFor == CacheEntryOptions.Forever ? long.MaxValue / 4 : (read.KeptFor - fresh).Ticks));
        return new SlotTerms
        {
            FreshFor = fresh,
            StaleWindow = window,
            IsExpired = read.State == FarState.Expired,
            Sliding = read.State == FarState.Fresh ? options.Sliding : default,
            RefreshAfter = options.RefreshAfter,
            Tags = read.Facts.Tags,
            Stamp = flight.BeganEpoch,
            ETag = read.Facts.ETag,
            LastModified = read.Facts.LastModified,
            Version = beyond.HasVersions && read.Fence > 0 ? read.Fence : 0,
            Size = options.Size,
            NeverRemove = options.Priority == CachePriority.NeverRemove,
        };
    }

    /// <summary>Notes what there is before the factory looks at its source, so that what changes from now on is seen.</summary>
    private static async ValueTask PrepareAsync<T>(FarTier beyond, LoadFlight<T> flight)
    {
        if ((flight.Tiers & CacheTiers.WriteShared) == 0)
        {
            flight.Fence = FarTier.NoFence;
            return;
        }

        var options = flight.Options;
        flight.TagVersions = await beyond.StampAsync(options.Tags, options.StaleWindow, flight.Token).ConfigureAwait(false);
        flight.Fence = await beyond.FenceAsync(flight.Key, flight.Fence, options.Payload, flight.Token).ConfigureAwait(false);
    }

    /// <summary>Writes what a factory brought to the tier, while nobody waits for it any more.</summary>
    private async ValueTask WriteBeyondAsync<T>(FarTier beyond, LoadFlight<T> flight, CacheEntryContext context, T value)
    {
        try
        {
            if ((flight.Tiers & CacheTiers.WriteShared) == 0 || !context.MayBeCached)
            {
                return;
            }

            // Tags that the factory chose were not known before it ran: their versions of then are not, either.
            if (flight.TagVersions is null || !flight.FinalTags.AsSpan().SequenceEqual(flight.Options.Tags))
            {
                return;
            }

            using var stay = await beyond.Lanes.EnterAsync(flight.Key).ConfigureAwait(false);
            if (value is null && flight.Options.Nulls == NullPolicy.Skip)
            {
                await beyond.RemoveAsync(flight.Key).ConfigureAwait(false);
                return;
            }

            var isCurrent = flight.Published is { } slot
                ? ReferenceEquals(memory.Peek(flight.Key), slot)
                : flight.IsAlive || beyond.IsFenced;
            if (isCurrent)
            {
                await WriteAsync(beyond, flight, context, value).ConfigureAwait(false);
            }
        }
        finally
        {
            memory.Abandon(flight);
        }
    }

    private async ValueTask WriteAsync<T>(FarTier beyond, LoadFlight<T> flight, CacheEntryContext context, T value)
    {
        try
        {
            var terms = FarTerms.Of(flight.Options, context, flight.FinalTags, value is null) with { TagVersions = flight.TagVersions };
            var write = await beyond.WriteLoadedAsync(flight.Key, value, terms, flight.Fence).ConfigureAwait(false);
            if (flight.Published is not { } slot)
            {
                return;
            }

            if (write.Outcome == FarOutcome.Overtaken)
            {
                memory.TryDrop(flight.Key, slot); // somebody changed the key while the factory ran; the news may still be on its way
            }
            else if (write.Version > 0)
            {
                slot.Confirm(write.Version);
            }
        }
        catch (CacheSerializationException error)
        {
            // Who asked for the value has it; that it cannot leave memory is no reason to withhold it.
            memory.Counters.CountError();
            beyond.Log.NotSerialized(flight.Key, error);
        }
    }
}
