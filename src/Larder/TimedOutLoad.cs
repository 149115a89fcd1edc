namespace Larder;

/// <summary>What becomes of a load for which nobody waits any more after a time limit passed.</summary>
public enum TimedOutLoad
{
    /// <summary>It goes on in the background, and what it brings is kept.</summary>
    Complete = 0,

    /// <summary>Its token is cancelled, and what it may still bring is dropped.</summary>
    Cancel = 1,
}
