namespace Larder.Cli.Load;

/// <summary>How far a run is, for the bar on the terminal.</summary>
internal readonly record struct LoadProgress(double Fraction, TimeSpan Elapsed, long Completed, long Failed);
