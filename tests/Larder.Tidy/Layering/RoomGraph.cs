namespace Larder.Tidy.Layering;

/// <summary>Which room really uses which, and the knots in it.</summary>
internal static class RoomGraph
{
    /// <summary>
    /// Groups of rooms that can all reach each other, each as <c>Project: A, B</c>; none in a sound tree.
    /// </summary>
    internal static IReadOnlyList<string> Cycles(IEnumerable<TypeUse> uses)
    {
        var edges = uses
            .Where(use => use.From.Project == use.To.Project)
            .ToLookup(use => use.From, use => use.To);
        var reach = edges.ToDictionary(group => group.Key, group => Reach(group.Key, edges));

        return [.. reach
            .Where(pair => pair.Value.Contains(pair.Key))
            .Select(pair => pair.Value
                .Where(other => reach.TryGetValue(other, out var back) && back.Contains(pair.Key))
                .Append(pair.Key)
                .Distinct()
                .OrderBy(place => place.Room, StringComparer.Ordinal))
            .Select(knot => $"{knot.First().Project}: {string.Join(", ", knot.Select(place => place.Room))}")
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    private static HashSet<Place> Reach(Place start, ILookup<Place, Place> edges)
    {
        var seen = new HashSet<Place>();
        var open = new Stack<Place>(edges[start]);

        while (open.TryPop(out var place))
        {
            if (seen.Add(place))
            {
                foreach (var next in edges[place])
                {
                    open.Push(next);
                }
            }
        }

        return seen;
    }
}
