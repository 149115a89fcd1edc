using Larder.Testing;

namespace Larder.Concurrency.Tests.Histories;

/// <summary>
/// The checker is shown bad histories made by hand, one of each kind, and good ones that look like them.
/// </summary>
public sealed class LinearizabilityCheckerSpec
{
    private const int Key = 7;
    private readonly List<Operation> _history = [];

    [Fact]
    public void A_history_of_one_call_at_a_time_is_explained()
    {
        Set(0, 1, 2, 10);
        Get(1, 3, 4, 10);
        Remove(0, 5, 6, removed: true);
        Get(1, 7, 8, Operation.Nothing);
        Add(0, 9, 10, 20, added: true);
        Compare(1, 11, 12, 20, 30, written: true);
        Get(0, 13, 14, 30);

        Check().Assert();
    }

    [Fact]
    public void Overlapping_calls_may_take_effect_in_either_order()
    {
        Set(0, 1, 10, 1);
        Set(1, 2, 9, 2);
        Get(2, 3, 4, 2);
        Get(2, 5, 6, 1);

        Check().Assert();
    }

    [Fact]
    public void A_stale_read_is_caught()
    {
        Set(0, 1, 2, 1);
        Set(0, 3, 4, 2);
        Get(1, 5, 6, 1);

        Refuted("thread 1 got 1");
    }

    [Fact]
    public void A_value_that_goes_back_and_forth_is_caught()
    {
        Set(0, 1, 10, 1);
        Set(1, 2, 9, 2);
        Get(2, 3, 4, 2);
        Get(2, 5, 6, 1);
        Get(2, 7, 8, 2);

        Refuted("thread 2 got 2");
    }

    [Fact]
    public void A_lost_update_is_caught()
    {
        Set(0, 1, 2, 1);
        Compare(0, 3, 6, 1, 2, written: true);
        Compare(1, 4, 5, 1, 3, written: true);

        Refuted("replaced 1 by");
    }

    [Fact]
    public void A_write_that_went_missing_is_caught()
    {
        Set(0, 1, 2, 1);
        Get(1, 3, 4, Operation.Nothing);

        Refuted("got nothing");
    }

    [Fact]
    public void The_value_of_another_key_is_caught()
    {
        _history.Add(new Operation(0, OperationKind.Set, Key + 1, 1, 2, 99));
        Set(0, 3, 4, 1);
        Get(1, 5, 6, 99);

        Refuted($"Key {Key}:");
    }

    [Fact]
    public void A_resurrected_value_is_caught_even_where_values_may_vanish()
    {
        Set(0, 1, 2, 1);
        Remove(0, 3, 4, removed: true);
        Get(1, 5, 6, 1);

        Refuted("got 1", mayVanish: true);
    }

    [Fact]
    public void A_value_that_comes_back_after_it_vanished_is_caught()
    {
        Set(0, 1, 2, 1);
        Get(1, 3, 4, Operation.Nothing);
        Get(1, 5, 6, 1);

        Refuted("got 1", mayVanish: true);
    }

    [Fact]
    public void A_value_that_survives_a_clear_is_caught()
    {
        Set(0, 1, 2, 1);
        _history.Add(new Operation(1, OperationKind.Clear, Operation.AllKeys, 3, 4));
        Get(0, 5, 6, 1);

        Refuted("got 1", mayVanish: true);
    }

    [Fact]
    public void Two_adds_that_both_succeed_are_caught()
    {
        Add(0, 1, 4, 1, added: true);
        Add(1, 2, 3, 2, added: true);

        Refuted("added");
    }

    [Fact]
    public void An_add_that_was_refused_by_nothing_is_caught()
    {
        Add(0, 1, 2, 1, added: false);

        Refuted("did not add", mayVanish: true);
    }

    [Fact]
    public void Two_removals_of_one_value_are_caught()
    {
        Set(0, 1, 2, 1);
        Remove(0, 3, 6, removed: true);
        Remove(1, 4, 5, removed: true);

        Refuted("removed", mayVanish: true);
    }

    [Fact]
    public void A_compare_and_set_that_succeeds_against_the_wrong_value_is_caught()
    {
        Set(0, 1, 2, 1);
        Compare(1, 3, 4, 5, 6, written: true);

        Refuted("replaced 5 by 6", mayVanish: true);
    }

    [Fact]
    public void A_miss_is_explained_by_an_eviction_where_one_may_happen()
    {
        Set(0, 1, 2, 1);
        Get(1, 3, 4, Operation.Nothing);
        Compare(1, 5, 6, 1, 2, written: false);
        Add(1, 7, 8, 3, added: true);

        Check(mayVanish: true).Assert();
    }

    [Fact]
    public void A_clear_concerns_every_key()
    {
        Set(0, 1, 2, 1);
        _history.Add(new Operation(1, OperationKind.Clear, Operation.AllKeys, 3, 4));
        Get(0, 5, 6, Operation.Nothing);

        Check().Assert();
    }

    [Fact]
    public void A_history_recorded_from_a_dictionary_under_a_lock_is_explained() => SeededRandom.Run(random =>
    {
        Verdict verdict = Record(random, isBroken: false);

        verdict.Assert();
    });

    [Fact]
    public void A_history_recorded_from_a_dictionary_that_forgets_to_compare_is_refuted() => SeededRandom.Run(random =>
    {
        Verdict verdict = Record(random, isBroken: true);

        Assert.False(verdict.IsLinearizable);
    });

    private static Verdict Record(SeededRandom random, bool isBroken)
    {
        const int Threads = 4;
        const int Calls = 5_000;
        const int Keys = 3;
        var history = new History(Threads, Calls);
        var gate = new Lock();
        var map = new Dictionary<int, long>();

        ThreadTeam.Run(Threads, random, (thread, own) =>
        {
            var lane = history[thread];
            for (var i = 0; i < Calls; i++)
            {
                var key = own.Next(Keys);
                var value = ((long)thread * Calls) + i;
                var begun = lane.Begin();
                lock (gate)
                {
                    if (own.Next(3) > 0)
                    {
                        lane.Got(begun, key, map.TryGetValue(key, out var found) ? found : null);
                        continue;
                    }

                    var added = isBroken || !map.ContainsKey(key);
                    if (added) map[key] = value;
                    lane.AddedIfAbsent(begun, key, value, added);
                }
            }
        });

        return LinearizabilityChecker.Check(history.Operations());
    }

    private Verdict Check(bool mayVanish = false) => LinearizabilityChecker.Check(_history, mayVanish);

    private void Refuted(string because, bool mayVanish = false)
    {
        var verdict = Check(mayVanish);

        Assert.False(verdict.IsLinearizable);
        Assert.Contains(because, verdict.Explanation.Split(Environment.NewLine)[0], StringComparison.Ordinal);
    }

    private void Get(int lane, long from, long to, long seen) =>
        _history.Add(new Operation(lane, OperationKind.Get, Key, from, to, Seen: seen));

    private void Set(int lane, long from, long to, long value) =>
        _history.Add(new Operation(lane, OperationKind.Set, Key, from, to, value));

    private void Remove(int lane, long from, long to, bool removed) =>
        _history.Add(new Operation(lane, OperationKind.Remove, Key, from, to, Succeeded: removed));

    private void Add(int lane, long from, long to, long value, bool added) =>
        _history.Add(new Operation(lane, OperationKind.AddIfAbsent, Key, from, to, value, Succeeded: added));

    private void Compare(int lane, long from, long to, long expected, long value, bool written) =>
        _history.Add(new Operation(
            lane, OperationKind.CompareAndSet, Key, from, to, value, expected, Succeeded: written));
}
