using Larder.Engine.Entries;

namespace Larder.Engine.Tests.Entries;

/// <summary>An entry with a key, and a deadline and a weight that a test can choose.</summary>
internal sealed class TestNode(int key, EntryFlags flags = EntryFlags.None, long deadline = EntryNode.Never, int weight = 1)
    : EntryNode(HashOf(key), flags)
{
    internal int Key { get; } = key;

    internal long DeadlineNow { get; set; } = deadline;

    internal override long Deadline => DeadlineNow;

    internal override int Weight { get; } = weight;

    internal static TestNode Timed(int key, long deadline) => new(key, EntryFlags.Timed, deadline);

    internal static uint HashOf(int key)
    {
        var hash = (uint)key * 0x9E37_79B1u;
        hash ^= hash >> 15;
        hash *= 0x85EB_CA77u;
        return hash ^ (hash >> 13);
    }

    internal void Retire() => Flags |= EntryFlags.Retired;
}
