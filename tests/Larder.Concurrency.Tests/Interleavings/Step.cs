namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>What a model thread does next, at one stroke: the code from its yield to the next one.</summary>
/// <param name="Name">What a report says: "reads the head".</param>
/// <param name="IsPossible">When the step can be taken; null for always. A lock that is held makes a step
/// impossible.</param>
/// <param name="Effect">Done at the beginning of the step.</param>
internal readonly record struct Step(string Name, Func<bool>? IsPossible = null, Action? Effect = null)
{
    public static implicit operator Step(string name) => new(name);
}
