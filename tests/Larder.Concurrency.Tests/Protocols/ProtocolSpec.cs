using Larder.Concurrency.Tests.Interleavings;
using Xunit.Abstractions;

namespace Larder.Concurrency.Tests.Protocols;

/// <summary>
/// The protocols of the engine, run in every order of their steps; and each with a fault, which must be found, so that
/// we know that the step is needed and that the check has teeth.
/// </summary>
public sealed class ProtocolSpec(ITestOutputHelper output)
{
    public static TheoryData<string, int> GrowthsAndCompanions()
    {
        var data = new TheoryData<string, int>();
        foreach (var companion in Enum.GetNames<GrowthCompanion>())
        {
            data.Add(companion, 1);
            data.Add(companion, 2);
        }

        return data;
    }

    [Fact]
    public void No_load_from_before_a_removal_or_a_write_is_stored_or_joined_after_it() =>
        Passes(static () => new FlightModel(FlightFault.None));

    [Theory]
    [InlineData(nameof(FlightFault.RemoveLeavesFlight))]
    [InlineData(nameof(FlightFault.SetLeavesFlight))]
    [InlineData(nameof(FlightFault.KillAfterLock))]
    [InlineData(nameof(FlightFault.PublishLooksBeforeLock))]
    [InlineData(nameof(FlightFault.KilledFlightStaysListed))]
    public void Flights_fail_with(string fault) =>
        Fails(() => new FlightModel(Enum.Parse<FlightFault>(fault)));

    [Theory]
    [MemberData(nameof(GrowthsAndCompanions))]
    public void A_reader_answers_what_is_true_while_entries_are_relinked_at_the_head(string companion, int growths) =>
        Passes(() => new GrowthModel(GrowthFault.None, Enum.Parse<GrowthCompanion>(companion), growths));

    [Theory]
    [InlineData(nameof(GrowthFault.MissIsBelieved), nameof(GrowthCompanion.None))]
    [InlineData(nameof(GrowthFault.MissIsBelieved), nameof(GrowthCompanion.PublishesNeighbour))]
    [InlineData(nameof(GrowthFault.MissIsBelieved), nameof(GrowthCompanion.RemovesNeighbour))]
    [InlineData(nameof(GrowthFault.MissIsBelieved), nameof(GrowthCompanion.ReplacesWanted))]
    [InlineData(nameof(GrowthFault.FlagIsIgnored), nameof(GrowthCompanion.None))]
    [InlineData(nameof(GrowthFault.ArrayIsIgnored), nameof(GrowthCompanion.None))]
    [InlineData(nameof(GrowthFault.ArrayBeforeFlag), nameof(GrowthCompanion.None))]
    [InlineData(nameof(GrowthFault.ConfirmedBeforeWalk), nameof(GrowthCompanion.None))]
    [InlineData(nameof(GrowthFault.FlagRaisedLate), nameof(GrowthCompanion.None))]
    [InlineData(nameof(GrowthFault.FlagLoweredEarly), nameof(GrowthCompanion.None))]
    [InlineData(nameof(GrowthFault.LinkedBeforeItsNext), nameof(GrowthCompanion.PublishesNeighbour))]
    [InlineData(nameof(GrowthFault.UnlinkedLosesItsNext), nameof(GrowthCompanion.RemovesNeighbour))]
    [InlineData(nameof(GrowthFault.WrittenWithoutLock), nameof(GrowthCompanion.PublishesNeighbour))]
    [InlineData(nameof(GrowthFault.WrittenWithoutLock), nameof(GrowthCompanion.RemovesWanted))]
    [InlineData(nameof(GrowthFault.WrittenWithoutLock), nameof(GrowthCompanion.Clears))]
    public void Growth_fails_with(string fault, string companion) =>
        Fails(() => new GrowthModel(
            Enum.Parse<GrowthFault>(fault), Enum.Parse<GrowthCompanion>(companion), growths: 1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reader_never_returns_a_value_that_was_let_go_nor_misses_a_replaced_key(bool withRemover) =>
        Passes(() => new LookUpModel(LookUpFault.None, withRemover));

    [Theory]
    [InlineData(nameof(LookUpFault.FlagsBeforeValue))]
    [InlineData(nameof(LookUpFault.FlagsIgnored))]
    [InlineData(nameof(LookUpFault.ClearedBeforeRetired))]
    [InlineData(nameof(LookUpFault.RetiredIsMiss))]
    [InlineData(nameof(LookUpFault.ReplacedWithGap))]
    public void Look_ups_fail_with(string fault) =>
        Fails(() => new LookUpModel(Enum.Parse<LookUpFault>(fault), withRemover: false));

    [Fact]
    public void An_entry_leaves_once_and_its_listener_is_told_once() =>
        Passes(static () => new EvictionModel(EvictionFault.None));

    [Theory]
    [InlineData(nameof(EvictionFault.VictimNotChecked))]
    [InlineData(nameof(EvictionFault.VictimCheckedBeforeLock))]
    [InlineData(nameof(EvictionFault.RetiredAfterLock))]
    [InlineData(nameof(EvictionFault.ReplacedNotRetired))]
    [InlineData(nameof(EvictionFault.ToldUnderLock))]
    public void Eviction_fails_with(string fault) =>
        Fails(() => new EvictionModel(Enum.Parse<EvictionFault>(fault)));

    [Fact]
    public void Nothing_is_left_behind_when_the_policy_lock_changes_hands() =>
        Passes(static () => new HandOffModel(HandOffFault.None));

    [Theory]
    [InlineData(nameof(HandOffFault.HolderLooksOnce))]
    [InlineData(nameof(HandOffFault.WriterTriesOnce))]
    [InlineData(nameof(HandOffFault.NoFenceAfterPush))]
    [InlineData(nameof(HandOffFault.HolderLooksBeforeLettingGo))]
    public void The_hand_off_fails_with(string fault) =>
        Fails(() => new HandOffModel(Enum.Parse<HandOffFault>(fault)));

    private void Passes(Func<Model> create)
    {
        var found = Explorer.Explore(create);

        output.WriteLine(found.Report());
        Assert.True(found.IsClean, found.Report());
        Assert.True(found.Ends > 0, "The model never ends.");
    }

    private void Fails(Func<Model> create)
    {
        var found = Explorer.Explore(create);

        output.WriteLine(found.Report());
        Assert.False(found.IsClean, "The fault was not found: " + found.Report());
        Assert.DoesNotContain("Deadlock", found.Violation, StringComparison.Ordinal);
    }
}
