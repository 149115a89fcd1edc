namespace Larder.AspNetCore.Security;

/// <summary>Kinds of refusals, as they are counted.</summary>
internal enum RefusalCause
{
    /// <summary>No key, or one that is not known.</summary>
    Unauthorized = 0,

    /// <summary>A key that opens too little, or a request from elsewhere where there are no keys.</summary>
    Forbidden = 1,

    /// <summary>Sent by a page of another site.</summary>
    CrossSite = 2,

    /// <summary>More requests than one client may make.</summary>
    TooMany = 3,
}
