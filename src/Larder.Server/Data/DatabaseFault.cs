namespace Larder.Server.Data;

/// <summary>What an exception of a database driver means to us.</summary>
internal enum DatabaseFault
{
    /// <summary>Nothing about the database as such: a statement is wrong, or a constraint has spoken.</summary>
    None,

    /// <summary>The connection broke, or the transaction lost to another. A second try may succeed.</summary>
    Interrupted,

    /// <summary>The database cannot be used now, and may be later: gone, starting, busy, overloaded.</summary>
    Unavailable,

    /// <summary>The database can be reached and refuses: who asks, what is asked for, or the file is wrong.</summary>
    Refused,
}
