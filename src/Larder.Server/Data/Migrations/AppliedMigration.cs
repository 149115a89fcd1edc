namespace Larder.Server.Data.Migrations;

/// <summary>What the database remembers of a migration.</summary>
internal sealed record AppliedMigration(int Number, string Name, string Checksum, DateTimeOffset AppliedAt);
