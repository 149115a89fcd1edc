using System.Text;

namespace Larder.Concurrency.Tests.Histories;

/// <summary>
/// Decides whether the answers in a history are those of a store that did one call at a time, each at some instant
/// between its beginning and its end.
/// </summary>
/// <remarks>
/// The question is that of Wing and Gong ("Testing and verifying concurrent objects", 1993), put to each key apart,
/// which is enough since linearizability is local. The search goes along the history: it keeps the set of all
/// configurations in which the calls so far may have left the key, and lets calls in progress take effect only when an
/// answer has to be explained. Equal configurations are the same one, so the work grows with the length of the history
/// and with the number of calls in progress, and not with the number of orders.
/// <para>A clear of the whole store appears in the history of every key; that it clears all keys at one instant is not
/// demanded.</para>
/// </remarks>
internal static class LinearizabilityChecker
{
    /// <summary>The most threads a history may have: one bit of a word for each.</summary>
    internal const int MaxLanes = 64;

    /// <summary>
    /// The most configurations considered at one time; more means that too many calls overlap to decide.
    /// </summary>
    internal const int MaxConfigurations = 1_000_000;

    private const int OperationsTold = 12;

    /// <summary>Checks every key of a history that began with an empty store.</summary>
    /// <param name="recorded">The calls, in any order.</param>
    /// <param name="mayVanish">Whether values may go by themselves: by eviction or expiry.</param>
    internal static Verdict Check(IReadOnlyList<Operation> recorded, bool mayVanish = false)
    {
        var operations = LoadRules.Judge(recorded);
        var everywhere = operations.Where(static one => one.Key == Operation.AllKeys).ToArray();
        foreach (var key in operations.Where(static one => one.Key != Operation.AllKeys).GroupBy(static one => one.Key))
        {
            var verdict = CheckKey(key.Key, [.. key, .. everywhere], mayVanish);
            if (!verdict.IsLinearizable) return verdict;
        }

        return Verdict.Good;
    }

    private static Verdict CheckKey(int key, Operation[] operations, bool mayVanish)
    {
        var inProgress = new Operation?[MaxLanes];
        var possible = new HashSet<Configuration> { new(0, Operation.Nothing) };
        foreach (var (operation, isResponse) in Events(operations))
        {
            if (!isResponse)
            {
                inProgress[operation.Lane] = operation;
                continue;
            }

            var before = possible;
            possible = Explain(before, inProgress, operation.Lane, mayVanish);
            inProgress[operation.Lane] = null;
            if (possible.Count == 0) return Inexplicable(key, operation, before, operations);
        }

        return Verdict.Good;
    }

    private static IEnumerable<(Operation Operation, bool IsResponse)> Events(Operation[] operations) =>
        operations
            .SelectMany(static one => new[] { (At: one.Invoked, one, false), (At: one.Responded, one, true) })
            .OrderBy(static one => one.At)
            .Select(static one => (one.one, one.Item3));

    /// <summary>All configurations in which the call of <paramref name="lane"/> has taken effect.</summary>
    private static HashSet<Configuration> Explain(
        HashSet<Configuration> before, Operation?[] inProgress, int lane, bool mayVanish)
    {
        var wanted = 1UL << lane;
        var after = new HashSet<Configuration>();
        var seen = new HashSet<Configuration>(before);
        var open = new Stack<Configuration>(before);
        while (open.TryPop(out var configuration))
        {
            if ((configuration.Done & wanted) != 0)
            {
                after.Add(configuration with { Done = configuration.Done & ~wanted });
                continue;
            }

            foreach (var next in Successors(configuration, inProgress, mayVanish))
            {
                if (seen.Add(next)) open.Push(next);
            }

            if (seen.Count > MaxConfigurations)
            {
                throw new InvalidOperationException(
                    $"More than {MaxConfigurations} configurations. Use fewer threads, or more keys, in the history.");
            }
        }

        return after;
    }

    private static IEnumerable<Configuration> Successors(
        Configuration configuration, Operation?[] inProgress, bool mayVanish)
    {
        for (var lane = 0; lane < MaxLanes; lane++)
        {
            var bit = 1UL << lane;
            if (inProgress[lane] is not { } operation || (configuration.Done & bit) != 0) continue;
            if (KeyModel.TryApply(operation, configuration.State, mayVanish, out var next))
            {
                yield return new Configuration(configuration.Done | bit, next);
            }

            if (KeyModel.TryApplyUnstored(operation, configuration.State, mayVanish, out next))
            {
                yield return new Configuration(configuration.Done | bit, next);
            }
        }
    }

    private static Verdict Inexplicable(
        int key, Operation operation, HashSet<Configuration> before, Operation[] operations)
    {
        var states = before.Select(static one => Operation.Tell(one.State)).Distinct();
        var text = new StringBuilder()
            .AppendLine($"Key {key}: no order of the calls explains that {operation}.")
            .AppendLine($"Before it the key may have held: {string.Join(", ", states)}. The calls around it:");
        var around = operations
            .Where(one => one.Invoked <= operation.Responded)
            .OrderBy(static one => one.Responded)
            .TakeLast(OperationsTold);
        foreach (var one in around) text.AppendLine($"  {one}");
        return new Verdict(IsLinearizable: false, text.ToString());
    }
}
