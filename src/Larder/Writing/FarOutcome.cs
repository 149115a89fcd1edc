namespace Larder.Writing;

/// <summary>Whether a tier beyond memory took a write.</summary>
internal enum FarOutcome
{
    /// <summary>The value does not go there: too large, of no use as bytes, or the call did not want it. What was there is gone.</summary>
    NotMeant = 0,

    /// <summary>It is there.</summary>
    Taken = 1,

    /// <summary>Somebody changed the key meanwhile, and nothing was written.</summary>
    Overtaken = 2,

    /// <summary>The tier failed.</summary>
    Failed = 3,
}
