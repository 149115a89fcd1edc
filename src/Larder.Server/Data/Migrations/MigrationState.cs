namespace Larder.Server.Data.Migrations;

/// <summary>Where a migration stands.</summary>
internal enum MigrationState
{
    /// <summary>Built in, and not yet in the database.</summary>
    Pending,

    /// <summary>In the database, as it is built in.</summary>
    Applied,

    /// <summary>In the database with another text or name than is built in.</summary>
    Edited,

    /// <summary>In the database and not built in: a newer version of Larder has been here.</summary>
    Unknown,
}
