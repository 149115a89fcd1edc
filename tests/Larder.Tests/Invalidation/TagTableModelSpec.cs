using Larder.Invalidation;
using Larder.Testing;
using Xunit.Abstractions;

namespace Larder.Tests.Invalidation;

/// <summary>Random invalidations, judged by the table and by the list of everything that ever happened.</summary>
public sealed class TagTableModelSpec(ITestOutputHelper output)
{
    private const int Tags = 12;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(100)]
    public void The_table_and_the_list_agree_the_floor_included(int capacity)
    {
        var steps = TestScale.Current.Of("steps of the tag model", 2_000, 20_000);

        SeededRandom.Run(random => Compare(random, capacity, steps), output.WriteLine);
    }

    [Fact]
    public void They_agree_when_more_sets_are_invalidated_than_are_remembered()
    {
        SeededRandom.Run(
            random =>
            {
                var (table, model) = (new TagTable(100), new TagTableModel(100));
                var first = InvalidationEpoch.Current;
                for (var step = 0; step < TagTable.MostSets + 300; step++)
                {
                    string[] tags = [$"tag{random.Next(60)}", $"tag{random.Next(60)}", $"tag{random.Next(60)}"];
                    Invalidate(table, model, tags, keepsStale: random.Next(2) == 0, ticks: step);
                    if (step % 8 == 0) Check(random, table, model, first, tags: 60);
                }

                Assert.True(table.Floor > 0, "There were more sets than are remembered.");
            },
            output.WriteLine);
    }

    private static void Compare(SeededRandom random, int capacity, int steps)
    {
        var (table, model) = (new TagTable(capacity), new TagTableModel(capacity));
        var first = InvalidationEpoch.Current;
        for (var step = 0; step < steps; step++)
        {
            if (step % 4 == 0) Invalidate(table, model, SomeTags(random, Tags, most: 3), random.Next(2) == 0, step);
            Check(random, table, model, first, Tags);
            // Old history makes the list slow, and a table that has a floor refuses it anyhow.
            if (step % 100 == 99) first = Math.Max(InvalidationEpoch.None, InvalidationEpoch.Current - 60);
        }
    }

    private static void Invalidate(TagTable table, TagTableModel model, string[] tags, bool keepsStale, long ticks)
    {
        if (tags.Length == 0) return;
        var version = (tags.Length, keepsStale) switch
        {
            (1, true) => table.Expire(tags[0], ticks),
            (1, false) => table.Remove(tags[0], ticks),
            (_, true) => table.ExpireAll(tags, ticks),
            (_, false) => table.RemoveAll(tags, ticks),
        };
        model.Note(tags, version, keepsStale, ticks);
    }

    private static void Check(SeededRandom random, TagTable table, TagTableModel model, long first, int tags)
    {
        var carried = SomeTags(random, tags, most: 5).Distinct().ToArray();
        // Other tests move the epoch of the process as well: what matters lies near its end.
        var stamp = first + random.NextInt64(InvalidationEpoch.Current - first + 1);

        var verdict = table.Judge(carried, stamp, out var expiredAt);

        Assert.Equal(model.Judge(carried, stamp), (verdict, expiredAt));
        Assert.Equal(model.LastRemoval(carried, stamp), table.LastRemoval(carried, stamp));
        Assert.Equal((model.Floor, model.Remembered), (table.Floor, table.Count));
    }

    private static string[] SomeTags(SeededRandom random, int tags, int most) =>
        [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => $"tag{random.Next(tags)}")];
}
