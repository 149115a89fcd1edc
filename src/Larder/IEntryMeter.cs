namespace Larder;

/// <summary>Measures what entries weigh, in a cache that is bounded by size. Called on writes, by any number of threads.</summary>
public interface IEntryMeter
{
    /// <summary>Measures one entry.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>What it weighs, in the unit of the bound; zero or more.</returns>
    long Measure<T>(string key, T value);

    /// <summary>
    /// Whether what it measures are bytes, so that figures may call it so. Default true; false for weights that only say how
    /// much of the bound an entry takes.
    /// </summary>
    bool MeasuresBytes => true;
}
