namespace Larder.Engine.Flights;

/// <summary>What a caller found when it wanted to load a key.</summary>
public enum FlightStart
{
    /// <summary>The value is there; nothing has to be loaded.</summary>
    Found = 0,

    /// <summary>The caller's flight was registered: it loads, and publishes or abandons.</summary>
    Leads = 1,

    /// <summary>Another flight is in the air; the caller waits for it.</summary>
    Follows = 2,
}
