using Larder.Invalidation;
using Larder.Memory;

namespace Larder.Writing;

/// <summary>Brings to a tier that is back what it missed, where nobody can have written something newer meanwhile.</summary>
/// <remarks>
/// <para>
/// Only removing is safe at any time, so what the tier held is removed first, as a debt (<see cref="Debts"/>). A value follows
/// in three steps, and at each of them memory must still hold that very value, fresh and trusted: any change that was heard
/// of has taken it out. First a while passes in which the other processes pay, for their removals do not ask what they remove.
/// Then a promise is left in the tier, if nothing is there: whatever changes the key from then on takes it away. Then the same
/// while passes again, in which the news of all that the tier took before the promise arrives. Then the value is written over the
/// promise and nothing else. What goes wrong costs the value in the tier, and another process a load.
/// </para>
/// <para>
/// So one thing is assumed, and no clocks are compared: the news of a change takes less than the delay from the moment the
/// tier took the change, or gave it up. Should news come later all the same, what was written late is taken away again then.
/// </para>
/// <para>
/// Invariants: <c>_writes</c> is guarded by <c>_gate</c>, and has at most <see cref="Debts.Most"/> keys; a late write is replaced as
/// a whole, by one round at a time or by a newer write of its key, and a round puts back only what nobody replaced meanwhile.
/// </para>
/// </remarks>
internal sealed class LateWrites(
    FarTier far, MemoryTier memory, LateWriting when, InvalidationNews news, TimeSpan delay, TimeProvider time)
{
    /// <summary>For how many delays news may still come that a late write should have waited for.</summary>
    private const int Watched = 12;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LateWrite> _writes = new(StringComparer.Ordinal);
    private readonly bool _isOn = far.HasVersions
        && (when == LateWriting.Always || (when == LateWriting.WhenNewsIsHeard && (news.IsHeard || !far.IsShared)));

    /// <summary>Called when there is something to do again, with no lock held.</summary>
    internal Action? Roused { get; set; }

    /// <summary>How many are on their way, there or back.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _writes.Count(static each => each.Value.Stage != LateWriteStage.Written);
            }
        }
    }

    /// <summary>A tier missed a value that memory took.</summary>
    internal void Offer<T>(string key, long version, FarTerms terms)
    {
        if (!_isOn || version == 0 || !far.CanKeep(terms))
        {
            return;
        }

        lock (_gate)
        {
            if (_writes.Count >= Debts.Most)
            {
                ForgetUnderLock();
            }

            if (_writes.Count < Debts.Most || _writes.ContainsKey(key))
            {
                _writes[key] = new LateWrite<T>(version, terms, time.GetTimestamp());
                return;
            }
        }

        memory.Counters.CountNotWrittenLate();
    }

    /// <summary>Something was changed elsewhere. What was written late may be what it changed: then it has to be taken away.</summary>
    internal void Hear(CacheInvalidation what)
    {
        KeyValuePair<string, LateWrite>[] doubtful;
        lock (_gate)
        {
            if (_writes.Count == 0)
            {
                return;
            }

            ForgetUnderLock();
            doubtful = [.. _writes.Where(each => each.Value.Stage == LateWriteStage.Written && (what.Key ?? each.Key) == each.Key)];
            foreach (var (key, late) in doubtful)
            {
                _writes[key] = Doubt(late);
            }
        }

        if (doubtful.Length > 0)
        {
            Roused?.Invoke();
        }
    }

    /// <summary>Takes each late write a step further whose time has come.</summary>
    internal async ValueTask RunAsync(int atMost)
    {
        foreach (var (key, late) in Due(atMost))
        {
            using var stay = await far.Lanes.EnterAsync(key).ConfigureAwait(false);
            var next = await StepAsync(key, late).ConfigureAwait(false);
            Put(key, late, next);
            if (next is { Stage: LateWriteStage.Written } && memory.Peek(key)?.Version != next.Promise)
            {
                Put(key, next, Doubt(next)); // news came while it was written, before anybody could find it so
            }

            if (next?.Stage == LateWriteStage.Owed)
            {
                return; // the tier has failed again
            }
        }
    }

    private KeyValuePair<string, LateWrite>[] Due(int atMost)
    {
        var now = time.GetTimestamp();
        KeyValuePair<string, LateWrite>[] due;
        lock (_gate)
        {
            due = [.. _writes.Where(each => each.Value.Stage != LateWriteStage.Written && each.Value.DueAt <= now)];
        }

        return [.. due.Where(each => each.Value.Stage != LateWriteStage.Owed || !far.Debts.Owes(each.Key)).Take(atMost)];
    }

    private void ForgetUnderLock()
    {
        var now = time.GetTimestamp();
        foreach (var key in _writes.Where(each => each.Value.Stage == LateWriteStage.Written && each.Value.DueAt <= now).Select(static each => each.Key).ToArray())
        {
            _writes.Remove(key);
        }
    }

    private void Put(string key, LateWrite seen, LateWrite? next)
    {
        lock (_gate)
        {
            if (!_writes.TryGetValue(key, out var now) || !ReferenceEquals(now, seen))
            {
                return;
            }

            if (next is null)
            {
                _writes.Remove(key);
            }
            else
            {
                _writes[key] = next;
            }
        }
    }

    private static LateWrite Doubt(LateWrite late) => late with { Stage = LateWriteStage.Doubtful, DueAt = 0 };

    private async ValueTask<LateWrite?> StepAsync(string key, LateWrite late)
    {
        if (late.Stage == LateWriteStage.Doubtful)
        {
            await RetractAsync(key, late).ConfigureAwait(false);
            return null;
        }

        var slot = memory.Held(key, late.Version);
        if (slot is null || far.Debts.Owes(key))
        {
            memory.Counters.CountNotWrittenLate();
            return null;
        }

        return late.Stage switch
        {
            LateWriteStage.Owed => late with { Stage = LateWriteStage.Cleared, DueAt = Later() },
            LateWriteStage.Cleared => await PromiseAsync(key, late, slot).ConfigureAwait(false),
            _ => await WriteAsync(key, late, slot).ConfigureAwait(false),
        };
    }

    /// <summary>Leaves a promise where nothing is. Tags are stamped before: a removal from now on makes the value untrue.</summary>
    private async ValueTask<LateWrite?> PromiseAsync(string key, LateWrite late, Slot slot)
    {
        var stamps = await far.StampAsync(late.Terms.Tags, late.Terms.StaleWindow, CancellationToken.None).ConfigureAwait(false);
        var promise = stamps is null ? new FarWrite(FarOutcome.Failed) : await far.PromiseAsync(key).ConfigureAwait(false);
        return promise.Outcome switch
        {
            FarOutcome.Taken => late with
            {
                Stage = LateWriteStage.Promised,
                DueAt = Later(),
                Promise = promise.Version,
                Terms = late.Terms with { TagVersions = stamps },
            },
            FarOutcome.Failed => OweAgain(key, late),
            _ => GiveUp(key, slot),
        };
    }

    private async ValueTask<LateWrite?> WriteAsync(string key, LateWrite late, Slot slot)
    {
        var terms = late.Terms;
        if (terms.FreshFor != CacheEntryOptions.Forever)
        {
            terms = terms with { FreshFor = terms.FreshFor - time.GetElapsedTime(late.SetAt) };
            if (terms.FreshFor <= TimeSpan.Zero)
            {
                memory.Counters.CountNotWrittenLate();
                return null;
            }
        }

        var write = await EncodeAndWriteAsync(key, late, slot, terms).ConfigureAwait(false);
        switch (write.Outcome)
        {
            case FarOutcome.NotMeant:
                memory.Counters.CountNotWrittenLate();
                return null;
            case FarOutcome.Taken:
                slot.Confirm(write.Version);
                memory.Counters.CountWrittenLate();
                return late with { Stage = LateWriteStage.Written, DueAt = Later(Watched), Promise = write.Version };
            case FarOutcome.Failed:
                return OweAgain(key, late);
            default:
                return GiveUp(key, slot);
        }
    }

    /// <summary>Takes away what was written late and nothing that came after it; whoever has read it is told.</summary>
    private async ValueTask RetractAsync(string key, LateWrite late)
    {
        var taken = await far.RetractAsync(key, late.Promise).ConfigureAwait(false);
        if (taken.Outcome == FarOutcome.Failed)
        {
            far.Debts.Add(key);
        }
        else if (taken.Outcome == FarOutcome.Taken)
        {
            await news.TellAsync(CacheInvalidationKind.Remove, key, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask<FarWrite> EncodeAndWriteAsync(string key, LateWrite late, Slot slot, FarTerms terms)
    {
        try
        {
            return await late.WriteAsync(far, key, slot, terms).ConfigureAwait(false);
        }
        catch (CacheSerializationException error)
        {
            // It could be serialised when it was set. Nobody waits for this write, so there is nobody else to tell.
            memory.Counters.CountError();
            far.Log.NotSerialized(key, error);
            return default;
        }
    }

    /// <summary>Nobody knows what became of the call: it begins anew, with a removal.</summary>
    private LateWrite OweAgain(string key, LateWrite late)
    {
        far.Debts.Add(key);
        return late with { Stage = LateWriteStage.Owed, DueAt = 0, Terms = late.Terms with { TagVersions = null } };
    }

    /// <summary>Somebody else was there: what he left is for everybody, this process included.</summary>
    private LateWrite? GiveUp(string key, Slot slot)
    {
        memory.TryDrop(key, slot);
        memory.Counters.CountNotWrittenLate();
        return null;
    }

    private long Later(int delays = 1) => time.GetTimestamp() + (long)(delays * delay.TotalSeconds * time.TimestampFrequency);
}
