namespace Larder.Sqlite.Tier;

/// <summary>An open file, and which number a cache has in it.</summary>
internal sealed record NumberedFile(OpenFile File, uint Cache);
