namespace Larder;

/// <summary>How a tier beyond memory is doing.</summary>
/// <param name="Name">What the tier is called.</param>
/// <param name="State">Whether it is asked.</param>
/// <param name="Since">When it came to this state.</param>
/// <param name="LastFault">What went wrong last, in a sentence without keys and secrets; null when nothing ever did.</param>
/// <param name="Calls">How many calls it was asked to answer, those that it was spared included.</param>
/// <param name="Faults">How many attempts failed, or took too long. A call is attempted again, so one call may have several.</param>
/// <param name="Spared">How many did not reach it, because it was left alone or had too many calls to answer.</param>
/// <param name="InFlight">How many it has not answered yet, those included that nobody waits for any more.</param>
public sealed record TierHealth(
    string Name, TierState State, DateTimeOffset Since, string? LastFault, long Calls, long Faults, long Spared, int InFlight)
{
    /// <summary>How many keys and tags have to be taken away there, because the tier missed that they changed; all of it counts as one.</summary>
    public int Owed { get; init; }

    /// <summary>How many values it missed in an outage and got afterwards.</summary>
    public long WrittenLate { get; init; }

    /// <summary>How many it did not get: somebody else was there meanwhile, or they had left memory, or there were too many.</summary>
    public long NotWrittenLate { get; init; }
}
