using Larder.Engine.Statistics;

namespace Larder.Engine.Tests.Statistics;

public sealed class StripedCounterSpec
{
    [Fact]
    public void The_sum_is_over_all_stripes_whatever_their_sign()
    {
        var counter = new StripedCounter(4);

        counter.AddUnderLock(0, 5);
        counter.AddUnderLock(3, -7);
        counter.Add(1, 10);

        Assert.Equal(8, counter.Read());
    }

    [Fact]
    public void A_stripe_beyond_the_last_wraps_around()
    {
        var counter = new StripedCounter(4);

        counter.AddUnderLock(4, 1);
        counter.Add(int.MaxValue, 2);

        Assert.Equal(3, counter.Read());
    }

    [Fact]
    public async Task Shared_additions_of_many_tasks_are_all_counted()
    {
        const int rounds = 10_000;
        var counter = new StripedCounter(2);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(stripe => Task.Run(() =>
        {
            for (int i = 0; i < rounds; i++)
            {
                counter.Add(stripe, 1);
            }
        })));

        Assert.Equal(8 * rounds, counter.Read());
    }

    [Fact]
    public async Task Additions_under_a_lock_for_each_stripe_are_all_counted()
    {
        const int rounds = 10_000;
        var counter = new StripedCounter(2);
        var locks = new[] { new Lock(), new Lock() };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
        {
            for (int i = 0; i < rounds; i++)
            {
                int stripe = (number + i) & 1;
                lock (locks[stripe])
                {
                    counter.AddUnderLock(stripe, 1);
                }
            }
        })));

        Assert.Equal(8 * rounds, counter.Read());
    }
}
