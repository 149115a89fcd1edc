using Larder.Testing;

namespace Larder.Concurrency.Tests.Histories;

/// <summary>Whether a history can be explained, and if not, which answer cannot.</summary>
internal sealed record Verdict(bool IsLinearizable, string Explanation)
{
    internal static readonly Verdict Good = new(IsLinearizable: true, "Every answer can be explained.");

    /// <summary>Fails the test with the explanation.</summary>
    internal void Assert()
    {
        if (!IsLinearizable) throw new TestFailedException(Explanation);
    }
}
