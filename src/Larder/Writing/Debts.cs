using Larder.Invalidation;

namespace Larder.Writing;

/// <summary>What this process owes a tier that did not answer: keys and tags whose old values have to be taken away there.</summary>
/// <remarks>
/// All of it only takes away, so it does not matter who is first when several processes pay, nor what others have written
/// meanwhile: the worst that comes of it is a miss. A value that was missed is no debt; <see cref="LateWrites"/> sees to it.
/// <para>
/// What another process owes is owed here as well, once it has told (<see cref="HeardNews"/>): it is paid in the same way, and
/// nobody is told again.
/// </para>
/// <para>
/// A write that was given up may still arrive, over whatever is written next. Its key is doubtful: it stays owed, though it be
/// written again, until it has been taken away after the tier had no call left to answer. So is everything, once a doubtful
/// key is part of it.
/// </para>
/// <para>
/// Invariants: everything is guarded by <c>_gate</c>; <c>_any</c> is true whenever something is owed, and is read without it
/// by readers, who would otherwise meet at the gate. At most <see cref="Most"/> keys and tags are owed one by one; beyond,
/// all of the tier is. Each debt has a number; a debt that was made again while it was being paid is still owed.
/// </para>
/// </remarks>
internal sealed class Debts(int most = Debts.Most)
{
    internal const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Debt> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Debt> _tags = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doubtful = new(StringComparer.Ordinal);
    private long _number;
    private Debt _all;
    private bool _isAllDoubtful;
    private bool _any;

    /// <summary>Called when something is owed that was not before, with no lock held.</summary>
    internal Action? Incurred { get; set; }

    internal bool Any => Volatile.Read(ref _any); // partner: the writes in NoteUnderLock

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _keys.Count + _tags.Count + (_all.Number > 0 ? 1 : 0);
            }
        }
    }

    /// <summary>The number of the last debt.</summary>
    internal long Now
    {
        get
        {
            lock (_gate)
            {
                return _number;
            }
        }
    }

    /// <summary>Whether what the tier has for a key may be older than what this process knows.</summary>
    internal bool Owes(string key)
    {
        if (!Any)
        {
            return false;
        }

        lock (_gate)
        {
            return _all.Number > 0 || _keys.ContainsKey(key);
        }
    }

    internal bool OwesAny(string[] tags)
    {
        if (!Any)
        {
            return false;
        }

        lock (_gate)
        {
            return _all.Number > 0 || tags.Any(_tags.ContainsKey);
        }
    }

    internal void Add(string key, bool isDoubtful = false) => Add(_keys, key, isDoubtful);

    internal void AddTag(string tag) => Add(_tags, tag);

    internal void AddAll()
    {
        lock (_gate)
        {
            OweAllUnderLock(isHeard: false);
        }

        Incurred?.Invoke();
    }

    /// <summary>Another process told that the tier missed a change: what it has is owed by whoever knows.</summary>
    internal void Hear(CacheInvalidation what)
    {
        if (what.Key is { } key)
        {
            Add(_keys, key, isHeard: true);
        }
        else if (what.Tags.Count > 0)
        {
            // What carries all of them carries the first, and that is what the sender takes away, too.
            foreach (var tag in what.Match == TagMatch.All ? what.Tags.Take(1) : what.Tags)
            {
                Add(_tags, tag, isHeard: true);
            }
        }
        else
        {
            lock (_gate)
            {
                OweAllUnderLock(isHeard: true);
            }

            Incurred?.Invoke();
        }
    }

    /// <summary>A key was written, which pays for it unless it is doubtful.</summary>
    internal void Settle(string key) => Settle(_keys, key, long.MaxValue, evenIfDoubtful: false);

    /// <summary>What was owed under a number has been taken away.</summary>
    internal void Pay(string key, long number) => Settle(_keys, key, number, evenIfDoubtful: true);

    internal void SettleTag(string tag, long number = long.MaxValue) => Settle(_tags, tag, number, evenIfDoubtful: true);

    /// <summary>The tier was emptied, which pays for everything up to a number that is not doubtful.</summary>
    internal void SettleAll(long number) => SettleAll(number, evenIfDoubtful: false);

    /// <summary>The tier was emptied as it was owed under a number.</summary>
    internal void PayAll(long number) => SettleAll(number, evenIfDoubtful: true);

    private void SettleAll(long number, bool evenIfDoubtful)
    {
        if (!Any)
        {
            return;
        }

        lock (_gate)
        {
            if (_all.Number <= number && (evenIfDoubtful || !_isAllDoubtful))
            {
                (_all, _isAllDoubtful) = (default, false);
            }

            foreach (var key in _keys.Where(each => each.Value.Number <= number).Select(static each => each.Key).ToArray())
            {
                if (!_doubtful.Contains(key))
                {
                    _keys.Remove(key);
                }
            }

            NoteUnderLock();
        }
    }

    /// <summary>What is to be paid next.</summary>
    internal (Debt All, KeyValuePair<string, Debt>[] Keys, KeyValuePair<string, Debt>[] Tags, long Number) Next(
        int atMost, bool withDoubtful)
    {
        lock (_gate)
        {
            var all = withDoubtful || !_isAllDoubtful ? _all : default;
            return (all, [.. _keys.Where(each => withDoubtful || !_doubtful.Contains(each.Key)).Take(atMost)], [.. _tags.Take(atMost)], _number);
        }
    }

    private void Add(Dictionary<string, Debt> debts, string name, bool isDoubtful = false, bool isHeard = false)
    {
        lock (_gate)
        {
            var isOwn = debts.TryGetValue(name, out var before) && !before.IsHeard;
            if (_keys.Count + _tags.Count >= most && before.Number == 0)
            {
                OweAllUnderLock(isHeard, isDoubtful);
            }
            else
            {
                debts[name] = new Debt(++_number, isHeard && !isOwn);
                if (isDoubtful)
                {
                    _doubtful.Add(name);
                }

                NoteUnderLock();
            }
        }

        Incurred?.Invoke();
    }

    private void Settle(Dictionary<string, Debt> debts, string name, long number, bool evenIfDoubtful)
    {
        if (!Any)
        {
            return;
        }

        lock (_gate)
        {
            if (debts.TryGetValue(name, out var owed) && owed.Number <= number && (evenIfDoubtful || !_doubtful.Contains(name)))
            {
                debts.Remove(name);
                _doubtful.Remove(name);
                NoteUnderLock();
            }
        }
    }

    private void OweAllUnderLock(bool isHeard, bool isDoubtful = false)
    {
        // Emptying the tier pays for its keys; tags outlive it and stay owed. Whoever owed one of them himself tells of it.
        var isOwn = (_all.Number > 0 && !_all.IsHeard) || _keys.Values.Any(static debt => !debt.IsHeard);
        _all = new Debt(++_number, isHeard && !isOwn);
        _isAllDoubtful |= isDoubtful || _doubtful.Count > 0;
        _keys.Clear();
        _doubtful.Clear();
        NoteUnderLock();
    }

    private void NoteUnderLock() => Volatile.Write(ref _any, _all.Number > 0 || _keys.Count > 0 || _tags.Count > 0); // partner: the read in Any
}
