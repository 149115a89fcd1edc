namespace Larder.Server.Configuration;

/// <summary>Where the records are kept: a file of SQLite, or a server of PostgreSQL.</summary>
internal abstract record DatabaseAddress
{
    private protected DatabaseAddress()
    {
    }

    /// <summary>The address as it may be printed and logged: without a password.</summary>
    public abstract string Display { get; }

    // A record prints all it has; this one is printed by people who do not think of the password.
    public sealed override string ToString() => Display;
}
