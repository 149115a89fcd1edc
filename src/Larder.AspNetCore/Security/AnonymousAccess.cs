namespace Larder.AspNetCore.Security;

/// <summary>What may be done without a key where keys are demanded.</summary>
public enum AnonymousAccess
{
    /// <summary>Nothing but to ask for health.</summary>
    None = 0,

    /// <summary>Everything but what belongs to the operator.</summary>
    Data = 1,
}
