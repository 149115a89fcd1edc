namespace Larder.Engine.Tests.Statistics;

/// <summary>Collects garbage until something that follows from it has happened.</summary>
internal static class Collection
{
    /// <summary>Finalizers of one round may free what only the next collects.</summary>
    private const int Rounds = 10;

    internal static bool Brings(Func<bool> expected)
    {
        for (int round = 0; round < Rounds && !expected(); round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
            GC.WaitForPendingFinalizers();
        }

        return expected();
    }
}
