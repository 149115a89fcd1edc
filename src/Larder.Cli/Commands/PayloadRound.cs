namespace Larder.Cli.Commands;

/// <summary>How long one round took.</summary>
internal readonly record struct PayloadRound(TimeSpan Post, TimeSpan Get, TimeSpan Total);
