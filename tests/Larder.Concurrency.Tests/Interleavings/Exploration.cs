namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>What an exploration found.</summary>
/// <param name="States">How many different states were reached.</param>
/// <param name="Ends">How many of them had all threads at their end.</param>
/// <param name="Violation">What must not be and was, or null.</param>
/// <param name="Schedule">The shortest schedule that leads to the violation.</param>
internal sealed record Exploration(int States, int Ends, string? Violation, IReadOnlyList<string> Schedule)
{
    internal bool IsClean => Violation is null;

    internal string Report() => IsClean
        ? $"No violation in {States} states, {Ends} of them ends."
        : string.Join(Environment.NewLine, Schedule
            .Select(static (step, index) => $"{index + 1,3}. {step}")
            .Prepend($"Violation: {Violation} After {States} states, by this schedule:"));
}
