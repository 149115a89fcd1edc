namespace Larder.Sqlite;

/// <summary>Who may use the file of a tier at a time.</summary>
public enum SqliteSharing
{
    /// <summary>Any number of processes of the machine; what one changes the others hear of.</summary>
    Shared = 0,

    /// <summary>One process. It knows that nobody else changes the file, so that its memory is as true as the file is.</summary>
    Exclusive = 1,
}
