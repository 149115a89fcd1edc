using Larder.Invalidation;
using Larder.Testing;

namespace Larder.Tests.Invalidation;

/// <summary>Invalidating, judging, stamping and loading at the same time: what was removed never comes back.</summary>
public sealed class TagTableRaceSpec
{
    private const int Tags = 4;
    private const int Readers = 2;

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public void No_reader_who_comes_after_an_invalidation_sees_what_it_removed(int capacity)
    {
        var rounds = TestScale.Current.Of("invalidations per tag", 5_000, 100_000);
        var world = new World(new TagTable(capacity));
        var other = new TagTable(capacity);

        ThreadTeam.Run(Tags + Readers + 1, index =>
        {
            switch (index)
            {
                case < Tags:
                    world.Invalidate(index, rounds);
                    break;
                case Tags:
                    // Another cache, whose epochs must not cover up for facts of ours that are still on their way.
                    for (var i = 0; i < rounds; i++) other.Remove($"other{i % 5}", nowTicks: i);
                    break;
                default:
                    world.ReadUntilQuiet(index);
                    break;
            }
        });

        Assert.True(world.Checked > 0, "Readers found values to check.");
        for (var tag = 0; tag < Tags; tag++) world.Read(tag);
    }

    [Fact]
    public void A_fact_that_is_being_forgotten_is_covered_by_the_floor_at_every_moment()
    {
        const int capacity = 2_000;
        var rounds = TestScale.Current.Of("tables that forget", 50, 1_000);

        for (var round = 0; round < rounds; round++)
        {
            var table = new TagTable(capacity);
            var before = InvalidationEpoch.Current;
            for (var i = 0; i < capacity; i++) table.Remove($"tag{i}", nowTicks: i);
            var isReading = new Gate("the reader reads");

            ThreadTeam.Run(2, index =>
            {
                if (index == 0)
                {
                    isReading.Wait();
                    table.Remove("one too many", nowTicks: 0);
                    return;
                }

                // To the end of the forgetting, and a little further.
                for (var left = capacity; left > 0; left -= table.Floor > 0 ? 1 : 0)
                {
                    Assert.Equal(TagVerdict.Removed, table.Judge([$"tag{left % 1_000}"], before, out _));
                    isReading.Open();
                }
            });
        }
    }

    /// <summary>A source of one number for each tag, and a cache of it as small as can be.</summary>
    private sealed class World(TagTable table)
    {
        private readonly long[] _source = new long[Tags];
        private readonly long[] _removed = new long[Tags];
        private readonly Copy?[] _copies = new Copy?[Tags];
        private long _checked;
        private int _running = Tags;

        public long Checked => Interlocked.Read(ref _checked);

        public void Invalidate(int tag, int rounds)
        {
            for (long number = 1; number <= rounds; number++)
            {
                Volatile.Write(ref _source[tag], number); // partner: the read of the load
                if (number % 3 == 0)
                    table.RemoveAll([$"tag{tag}", "all"], nowTicks: number);
                else
                    table.Remove($"tag{tag}", nowTicks: number);

                Volatile.Write(ref _removed[tag], number); // partner: the first read of Read
            }

            Interlocked.Decrement(ref _running);
        }

        public void ReadUntilQuiet(int seed)
        {
            for (var i = seed; Volatile.Read(ref _running) > 0; i++) Read(i % Tags); // partner: the decrement above
        }

        public void Read(int tag)
        {
            var atLeast = Volatile.Read(ref _removed[tag]); // partner: the last write of Invalidate
            var epoch = InvalidationEpoch.Current;
            var copy = Volatile.Read(ref _copies[tag]); // partner: the write of Load
            if (copy is null)
            {
                Load(tag);
                return;
            }

            var stamp = Volatile.Read(ref copy.Stamp); // partner: the write below
            if (stamp < epoch)
            {
                if (table.Judge(copy.Tags, stamp, out _) != TagVerdict.Valid)
                {
                    Load(tag);
                    return;
                }

                Volatile.Write(ref copy.Stamp, epoch); // partner: the read above
            }

            Assert.True(copy.Value >= atLeast, $"tag{tag} showed {copy.Value} after {atLeast} had been removed.");
            Interlocked.Increment(ref _checked);
        }

        private void Load(int tag)
        {
            var began = InvalidationEpoch.Current;
            var value = Volatile.Read(ref _source[tag]); // partner: the first write of Invalidate
            Volatile.Write(ref _copies[tag], new Copy([$"tag{tag}", "all"], value) { Stamp = began });
        }
    }

    private sealed class Copy(string[] tags, long value)
    {
        public readonly string[] Tags = tags;
        public readonly long Value = value;
        public long Stamp;
    }
}
