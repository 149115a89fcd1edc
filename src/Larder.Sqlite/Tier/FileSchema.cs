namespace Larder.Sqlite.Tier;

/// <summary>What is in the file, and every statement that looks at it: constants, so that nothing from outside becomes SQL.</summary>
/// <remarks>
/// A key is the number of its cache, four bytes with the highest first, and then its UTF-8: the keys of a cache are one range.
/// The version of an entry is its row number. Both grow with every write, so the entries lie in the order in which they
/// were written, and the oldest is found without an index. <c>deadline</c> and <c>life</c> are in ticks; null for no end.
/// </remarks>
internal static class FileSchema
{
    internal const long ApplicationId = 0x4C41_5244;
    internal const long Version = 1;
    internal const int PageSize = 4_096;

    internal const string Make = """
        CREATE TABLE caches (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
        CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE entries (version INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, deadline INTEGER, life INTEGER, value BLOB NOT NULL);
        CREATE INDEX entries_deadline ON entries (deadline) WHERE deadline IS NOT NULL;
        CREATE TABLE tags (tag BLOB PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE invalidations (seq INTEGER PRIMARY KEY AUTOINCREMENT, origin BLOB NOT NULL, cache TEXT NOT NULL, what BLOB NOT NULL);
        PRAGMA application_id = 1279349316;
        PRAGMA user_version = 1;
        """;

    internal const string GetEntry = "SELECT version, deadline, life, value FROM entries WHERE key = ?1";
    internal const string LookAtEntry = "SELECT version, deadline, life FROM entries WHERE key = ?1";
    internal const string SetEntry = "INSERT OR REPLACE INTO entries (version, key, deadline, life, value) VALUES (?1, ?2, ?3, ?4, ?5)";
    internal const string RemoveEntry = "DELETE FROM entries WHERE key = ?1";
    internal const string RemoveRange = "DELETE FROM entries WHERE key >= ?1 AND key < ?2";
    internal const string RemoveOldest = "DELETE FROM entries WHERE version IN (SELECT version FROM entries ORDER BY version LIMIT ?1)";
    internal const string RemoveOverdue = "DELETE FROM entries WHERE version IN (SELECT version FROM entries WHERE deadline IS NOT NULL AND deadline <= ?1 LIMIT ?2)";
    internal const string ListKeys = "SELECT key, deadline, life FROM entries WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3";

    internal const string GetTag = "SELECT version FROM tags WHERE tag = ?1";
    internal const string SetTag = "INSERT OR REPLACE INTO tags (tag, version) VALUES (?1, ?2)";
    internal const string ForgetTags = "DELETE FROM tags WHERE version <= (SELECT version FROM tags ORDER BY version DESC LIMIT 1 OFFSET ?1)";

    internal const string GetCounter = "SELECT value FROM counters WHERE name = ?1";
    internal const string SetCounter = "INSERT OR REPLACE INTO counters (name, value) VALUES (?1, ?2)";
    internal const string FindCache = "SELECT id FROM caches WHERE name = ?1";
    internal const string AddCache = "INSERT OR IGNORE INTO caches (name) VALUES (?1)";

    internal const string Publish = "INSERT INTO invalidations (origin, cache, what) VALUES (?1, ?2, ?3)";
    internal const string ForgetNews = "DELETE FROM invalidations WHERE seq <= (SELECT max(seq) FROM invalidations) - ?1";
    internal const string News = "SELECT seq, origin, cache, what FROM invalidations WHERE seq > ?1 ORDER BY seq LIMIT ?2";
    internal const string OldestNews = "SELECT min(seq) FROM invalidations";
    internal const string NewestNews = "SELECT seq FROM sqlite_sequence WHERE name = 'invalidations'";

    /// <summary>Names of counters: the latest version of an entry, of a tag, and the number drawn when the file was made.</summary>
    internal const string EntryVersion = "entry";
    internal const string TagVersion = "tag";
    internal const string FileNumber = "file";
}
