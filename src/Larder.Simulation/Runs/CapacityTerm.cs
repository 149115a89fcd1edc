using System.Globalization;
using Larder.Engine;
using Larder.Simulation.Traces;

namespace Larder.Simulation.Runs;

/// <summary>A capacity as it is asked for: an amount such as <c>5000</c> or <c>5k</c>, or a share of the trace such as <c>2.5%</c>.</summary>
public readonly record struct CapacityTerm
{
    private const double WholeTrace = 100;

    private readonly long _amount;
    private readonly double _percent;

    private CapacityTerm(long amount, double percent)
    {
        _amount = amount;
        _percent = percent;
    }

    /// <summary>Whether the trace must be counted before the capacity is known.</summary>
    public bool IsPercentage => _percent > 0;

    /// <summary>Reads a list such as <c>1000,5k,10%</c>.</summary>
    /// <param name="text">The capacities, separated by commas.</param>
    /// <returns>The terms, in the order given.</returns>
    /// <exception cref="SimulationException">A term is no capacity.</exception>
    public static IReadOnlyList<CapacityTerm> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(Parse)];
    }

    /// <summary>The capacity in entries or bytes.</summary>
    /// <param name="profile">The extent of the trace; needed for a percentage only.</param>
    /// <param name="isWeighted">Whether a percentage is of all bytes; else it is of all keys.</param>
    /// <returns>The capacity; a percentage of little is raised to the smallest a store can have.</returns>
    public long Resolve(TraceProfile? profile, bool isWeighted)
    {
        if (!IsPercentage)
            return _amount;

        ArgumentNullException.ThrowIfNull(profile);
        long whole = isWeighted ? profile.Bytes : profile.Keys;
        return Math.Max(StoreOptions.MinimumCapacity, (long)Math.Round(whole * (_percent / WholeTrace)));
    }

    private static CapacityTerm Parse(string text)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;

        if (text.EndsWith('%'))
        {
            return double.TryParse(text[..^1], Style, CultureInfo.InvariantCulture, out double percent)
                && percent > 0 && percent <= WholeTrace
                ? new CapacityTerm(0, percent)
                : throw new SimulationException(
                    $"The capacity '{text}' must be more than 0% and at most 100% of the keys. Write for example 10%.");
        }

        return CountText.TryParse(text, out long amount) && amount >= StoreOptions.MinimumCapacity
            ? new CapacityTerm(amount, 0)
            : throw new SimulationException(
                $"The capacity '{text}' must be a whole number of at least {StoreOptions.MinimumCapacity}, or a percentage. " +
                "Write for example 1000, 5k or 10%.");
    }
}
