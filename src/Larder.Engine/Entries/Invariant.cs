namespace Larder.Engine.Entries;

/// <summary>What <c>AssertInvariants</c> methods state, in Release builds too, for they are called by tests only.</summary>
internal static class Invariant
{
    internal static void Holds(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"An invariant is broken: {sentence}");
        }
    }
}
