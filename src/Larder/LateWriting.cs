namespace Larder;

/// <summary>Whether a value that a tier beyond memory missed during an outage is written to it when it is back.</summary>
public enum LateWriting
{
    /// <summary>
    /// Where this cache hears of the changes of others, or the tier is nobody else's: with a bus, over a tier that compares
    /// versions. Elsewhere what the tier has of the key is only removed.
    /// </summary>
    WhenNewsIsHeard = 0,

    /// <summary>Never: what the tier has of the key is only removed.</summary>
    Never = 1,

    /// <summary>Also without a bus. Only for a tier that no other process writes to, whatever it says of itself.</summary>
    Always = 2,
}
