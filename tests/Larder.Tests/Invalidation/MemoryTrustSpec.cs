using Larder.Invalidation;
using Larder.Testing;

namespace Larder.Tests.Invalidation;

public sealed class MemoryTrustSpec
{
    private readonly MemoryTrust _trust = new();

    [Fact]
    public void Memory_is_trusted_for_good_until_a_bus_says_otherwise()
    {
        Assert.True(_trust.IsForGood);
        Assert.True(_trust.IsTrusted(now: long.MaxValue));
        Assert.Equal((long.MaxValue, 0), (_trust.TrustedUntil, _trust.Epoch));
    }

    [Fact]
    public void Withdrawn_trust_is_gone_at_any_time()
    {
        _trust.Withdraw();

        Assert.False(_trust.IsForGood);
        Assert.False(_trust.IsTrusted(now: 0));
        Assert.False(_trust.IsTrusted(now: long.MaxValue));
        Assert.Equal(0, _trust.TrustedUntil);
    }

    [Fact]
    public void Trust_for_a_time_ends_at_that_time()
    {
        Assert.True(_trust.TrustFor(until: 100));

        Assert.False(_trust.IsForGood);
        Assert.True(_trust.IsTrusted(now: 99));
        Assert.False(_trust.IsTrusted(now: 100));
    }

    [Fact]
    public void Trust_that_lapsed_may_be_prolonged_because_nothing_was_missed()
    {
        _trust.TrustFor(until: 100);

        Assert.True(_trust.TrustFor(until: 300));

        Assert.True(_trust.IsTrusted(now: 200));
        Assert.Equal(0, _trust.Epoch);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Trust_until_a_time_that_has_passed_is_a_lapse_and_no_withdrawal(long until)
    {
        _trust.TrustFor(until);

        Assert.False(_trust.IsTrusted(now: 1));
        Assert.True(_trust.TrustFor(until: 100));
    }

    [Fact]
    public void A_prolongation_that_comes_after_the_withdrawal_changes_nothing()
    {
        _trust.Withdraw();

        Assert.False(_trust.TrustFor(until: 1_000));

        Assert.False(_trust.IsTrusted(now: 1));
    }

    [Fact]
    public void Restored_trust_is_for_good_and_begins_an_epoch()
    {
        _trust.Withdraw();

        Assert.Equal(1, _trust.Restore());

        Assert.True(_trust.IsForGood);
        Assert.Equal(1, _trust.Epoch);
        Assert.Equal(2, _trust.Restore());
    }

    [Fact]
    public void Whoever_sees_trust_after_a_withdrawal_sees_the_new_epoch()
    {
        const int rounds = 20_000;
        long withdrawals = 0;
        var done = false;

        ThreadTeam.Run(2, index =>
        {
            if (index == 0)
            {
                for (var i = 1; i <= rounds; i++)
                {
                    _trust.Withdraw();
                    Volatile.Write(ref withdrawals, i); // partner: the read below
                    _trust.Restore();
                }

                Volatile.Write(ref done, true); // partner: the read below
                return;
            }

            while (!Volatile.Read(ref done)) // partner: the write above
            {
                var seen = Volatile.Read(ref withdrawals); // partner: the write above
                if (_trust.IsForGood) Assert.True(_trust.Epoch >= seen, "Trust was seen before its epoch.");
            }
        });

        Assert.Equal(rounds, _trust.Epoch);
    }
}
