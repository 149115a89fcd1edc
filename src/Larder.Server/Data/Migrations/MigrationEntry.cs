namespace Larder.Server.Data.Migrations;

/// <summary>One line of the status: a migration, where it stands, and when it was applied if it was.</summary>
internal sealed record MigrationEntry(string Name, MigrationState State, DateTimeOffset? AppliedAt);
