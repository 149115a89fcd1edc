using Larder.Invalidation;

namespace Larder.Tests.Invalidation;

/// <summary>Every invalidation there ever was, in a list, and the floor that a bounded table must have.</summary>
internal sealed class TagTableModel(int capacity)
{
    private readonly List<(string[] Tags, long Version, bool KeepsStale, long Ticks)> _events = [];
    private readonly Dictionary<string, long> _tags = [];
    private readonly Dictionary<string, long> _sets = [];

    public long Floor { get; private set; }

    public int Remembered => _tags.Count + _sets.Count;

    public void Note(string[] tags, long version, bool keepsStale, long ticks)
    {
        string[] distinct = [.. tags.Distinct().Order(StringComparer.Ordinal)];
        _events.Add((distinct, version, keepsStale, ticks));
        var isSet = distinct.Length > 1;
        var known = isSet ? _sets : _tags;
        var key = string.Join('|', distinct);
        if (!known.ContainsKey(key) && known.Count == (isSet ? TagTable.MostSets : capacity))
        {
            Floor = known.Values.Order().ElementAt(known.Count / 2 - 1);
            Forget(_tags);
            Forget(_sets);
        }

        known[key] = version;
    }

    public (TagVerdict Verdict, long ExpiredAt) Judge(string[] tags, long stamp)
    {
        if (tags.Length == 0) return (TagVerdict.Valid, 0);
        var concerning = Concerning(tags, stamp);
        if (Floor > stamp || concerning.Any(one => !one.KeepsStale)) return (TagVerdict.Removed, 0);
        return concerning.Length == 0 ? (TagVerdict.Valid, 0) : (TagVerdict.Expired, concerning[^1].Ticks);
    }

    public long LastRemoval(string[] tags, long since)
    {
        if (tags.Length == 0) return 0;
        var last = Concerning(tags, since).Select(one => one.Version).LastOrDefault();
        return Math.Max(last, Floor > since ? Floor : 0);
    }

    private (string[] Tags, long Version, bool KeepsStale, long Ticks)[] Concerning(string[] tags, long since) =>
        [.. _events.Where(one => one.Version > since && one.Tags.All(tags.Contains))];

    private void Forget(Dictionary<string, long> known)
    {
        foreach (var (key, version) in known)
        {
            if (version <= Floor) known.Remove(key);
        }
    }
}
