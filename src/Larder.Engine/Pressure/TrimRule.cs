namespace Larder.Engine.Pressure;

/// <summary>Decides how many entries a store gives back; a pure function of what was read.</summary>
internal static class TrimRule
{
    /// <summary>
    /// A store is not trimmed below this share of its capacity: what is left saves more work than its memory is worth.
    /// </summary>
    internal const double Floor = 0.10;

    /// <summary>Above this reading the process is about to be killed, and the floor no longer holds.</summary>
    internal const double FloorlessAbove = 0.90;

    /// <summary>How many entries to trim now; zero for none.</summary>
    /// <param name="options">The threshold and the fraction.</param>
    /// <param name="reading">The share of its memory that the process uses; not a number counts as none.</param>
    /// <param name="collection">The index of the last full collection.</param>
    /// <param name="trimmedAt">
    /// That index at the last trim: until the next one, what was trimmed is garbage that the reading still counts.
    /// </param>
    /// <param name="load">How full the store is.</param>
    internal static int EntriesToTrim(
        MemoryPressureOptions options, double reading, long collection, long? trimmedAt, StoreLoad load)
    {
        if (!(reading > options.Threshold) || collection == trimmedAt || load.Count <= 0)
        {
            return 0;
        }

        int wanted = Math.Max(1, (int)(load.Count * options.TrimFraction));

        return reading > FloorlessAbove ? wanted : Math.Min(wanted, AboveFloor(load));
    }

    /// <summary>The entries, of average weight, that can go before the floor is reached.</summary>
    private static int AboveFloor(StoreLoad load)
    {
        long floor = (long)Math.Ceiling(load.Capacity * Floor);

        return load.Used <= floor ? 0 : (int)((Int128)load.Count * (load.Used - floor) / load.Used);
    }
}
