namespace Larder.Benchmarks.Http;

/// <summary>A program that puts a server under load.</summary>
internal interface ILoad : IDisposable
{
    /// <summary>Its name, for the report.</summary>
    string Name { get; }

    /// <summary>Sends for so long, with 64 clients, and returns how many requests were answered.</summary>
    /// <exception cref="InvalidOperationException">A request failed.</exception>
    long Run(Uri address, TimeSpan duration);
}
