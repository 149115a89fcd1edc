namespace Larder.Concurrency.Tests.Histories;

/// <summary>What may be explained by a flight, and what may not: histories made by hand.</summary>
public sealed class LoadRulesSpec
{
    private const int Key = 3;
    private readonly List<Operation> _history = [];

    [Fact]
    public void A_load_stores_what_it_made()
    {
        Load(0, 1, 4, 10, made: 2);
        Get(1, 5, 6, 10);

        LinearizabilityChecker.Check(_history).Assert();
    }

    [Fact]
    public void A_load_that_was_not_disturbed_must_have_been_stored()
    {
        Load(0, 1, 4, 10, made: 2);
        Get(1, 5, 6, Operation.Nothing);

        Refuted("thread 1 got nothing");
    }

    [Fact]
    public void A_removal_during_a_load_leaves_nothing_stored()
    {
        Load(0, 1, 10, 10, made: 2);
        Remove(1, 3, 4);
        Get(1, 11, 12, Operation.Nothing);

        LinearizabilityChecker.Check(_history).Assert();
    }

    [Fact]
    public void Who_joined_before_the_removal_has_the_value_though_it_is_not_stored()
    {
        Load(0, 1, 20, 10, made: 2);
        Load(1, 3, 21, 10);
        Remove(2, 5, 6);
        Get(2, 22, 23, Operation.Nothing);

        LinearizabilityChecker.Check(_history).Assert();
    }

    [Fact]
    public void Who_came_after_the_removal_must_not_have_the_value()
    {
        Load(0, 1, 20, 10, made: 2);
        Remove(2, 5, 6);
        Load(1, 7, 21, 10);
        Get(2, 22, 23, Operation.Nothing);

        Refuted("thread 1 was answered 10");
    }

    [Fact]
    public void A_load_that_outlives_a_write_is_not_stored_over_it()
    {
        Load(0, 1, 20, 10, made: 2);
        _history.Add(new Operation(1, OperationKind.Set, Key, 3, 4, Argument: 50));
        Get(1, 21, 22, 10);

        Refuted("thread 1 got 10");
    }

    private void Load(int lane, long invoked, long responded, long value, long? made = null) =>
        _history.Add(new Operation(
            lane,
            OperationKind.Load,
            Key,
            invoked,
            responded,
            value,
            Seen: value,
            Succeeded: made is not null,
            Made: made ?? Operation.Untold));

    private void Get(int lane, long invoked, long responded, long seen) =>
        _history.Add(new Operation(lane, OperationKind.Get, Key, invoked, responded, Seen: seen));

    private void Remove(int lane, long invoked, long responded) =>
        _history.Add(new Operation(lane, OperationKind.Remove, Key, invoked, responded, Succeeded: false));

    private void Refuted(string answer)
    {
        var verdict = LinearizabilityChecker.Check(_history);

        Assert.False(verdict.IsLinearizable);
        Assert.Contains(answer, verdict.Explanation, StringComparison.Ordinal);
    }
}
