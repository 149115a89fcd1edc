using Larder.Testing;

namespace Larder.Engine.Tests.Statistics;

/// <summary>Collects garbage until something that follows from it has happened.</summary>
internal static class Collection
{
    internal static bool Brings(Func<bool> expected)
    {
        for (int round = 0; round < MemoryProbe.MaxCollections && !expected(); round++)
        {
            MemoryProbe.Collect();
        }

        return expected();
    }
}
