namespace Larder.Concurrency.Tests.Histories;

/// <summary>Decides which loads may have answered with a value that was never stored.</summary>
/// <remarks>
/// A flight ends early only when its key is written, removed or cleared while it is in the air. So the value of a load
/// may be unstored only when such a call overlaps it. Whoever followed a flight may have its value, stored or not, if
/// he can have joined it while it was alive: he must have been under way together with the leader, and no call that
/// ends flights may lie wholly between the moment in which the factory ran and the beginning of his call.
/// </remarks>
internal static class LoadRules
{
    /// <summary>The same operations, with <see cref="Operation.MayBeUnstored"/> set where it holds.</summary>
    internal static IReadOnlyList<Operation> Judge(IReadOnlyList<Operation> recorded)
    {
        if (!recorded.Any(static one => one.Kind == OperationKind.Load)) return recorded;
        var leaders = recorded
            .Where(static one => one is { Kind: OperationKind.Load, Succeeded: true })
            .ToDictionary(static one => one.Seen);
        var endings = recorded.Where(EndsFlights).ToLookup(static one => one.Key);
        return [.. recorded.Select(one => one.Kind == OperationKind.Load ? Judge(one, leaders, endings) : one)];
    }

    private static Operation Judge(
        in Operation load, Dictionary<long, Operation> leaders, ILookup<int, Operation> endings)
    {
        if (!leaders.TryGetValue(load.Seen, out var leader)) return load;
        var ends = endings[load.Key].Concat(endings[Operation.AllKeys]);
        return load with
        {
            MayBeUnstored = load.Succeeded ? Overlaps(ends, load) : CanHaveJoined(load, leader, ends),
        };
    }

    private static bool Overlaps(IEnumerable<Operation> ends, Operation load) =>
        ends.Any(one => one.Invoked < load.Responded && one.Responded > load.Invoked);

    private static bool CanHaveJoined(Operation follower, Operation leader, IEnumerable<Operation> ends) =>
        follower.Invoked < leader.Responded
        && follower.Responded > leader.Invoked
        && !ends.Any(one => one.Invoked > leader.Made && one.Responded < follower.Invoked);

    // A removal ends the flight of its key even where there was nothing to remove.
    private static bool EndsFlights(Operation operation) => operation.Kind switch
    {
        OperationKind.Set or OperationKind.Remove or OperationKind.Clear => true,
        OperationKind.AddIfAbsent or OperationKind.CompareAndSet or OperationKind.CompareAndRemove
            => operation.Succeeded,
        _ => false,
    };
}
