namespace Larder.AspNetCore.Security;

/// <summary>What a key opens. Each scope includes those before it.</summary>
public enum AccessScope
{
    /// <summary>Looking: values, statistics, metrics.</summary>
    Read = 0,

    /// <summary>Writing and removing values as well.</summary>
    Write = 1,

    /// <summary>Everything, what changes the caches themselves included.</summary>
    Admin = 2,
}
