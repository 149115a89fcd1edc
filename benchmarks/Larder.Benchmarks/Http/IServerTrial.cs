namespace Larder.Benchmarks.Http;

/// <summary>A question about Larder's server alone, answered in a sentence or two of markdown.</summary>
internal interface IServerTrial
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>What is measured, for the reader.</summary>
    string Title { get; }

    /// <summary>Measures.</summary>
    /// <param name="program">The server, as <see cref="ServerProcess.StartLarderAsync"/> takes it.</param>
    /// <param name="isQuick">Whether only to see that everything runs.</param>
    Task<string> RunAsync(string? program, bool isQuick);
}
