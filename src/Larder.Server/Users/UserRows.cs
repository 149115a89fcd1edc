using System.Data.Common;
using Larder.Server.Data;

namespace Larder.Server.Users;

/// <summary>Users in the database.</summary>
internal sealed class UserRows(Database database)
{
    /// <summary>The most users that a list names.</summary>
    public const int ListMax = 1_000;

    private const string Columns = "id, uuid, first_name, last_name, email";

    private static readonly SqlText List = SqlText.Of($"SELECT {Columns} FROM users ORDER BY id LIMIT @limit");

    private static readonly SqlText FindById = SqlText.Of($"SELECT {Columns} FROM users WHERE id = @id");

    private static readonly SqlText FindByUuid = SqlText.Of(
        sqlite: $"SELECT {Columns} FROM users WHERE uuid = @uuid",
        postgreSql: $"SELECT {Columns} FROM users WHERE uuid = CAST(@uuid AS uuid)");

    public Task<IReadOnlyList<User>> ListAsync(CancellationToken cancel) =>
        database.ListAsync(List.With(("limit", ListMax)), Read, cancel);

    public Task<User?> FindAsync(long id, CancellationToken cancel) =>
        database.FindAsync(FindById.With(("id", id)), Read, cancel);

    // As text, in lower case: the driver of SQLite would write a Guid in capitals.
    public Task<User?> FindAsync(Guid uuid, CancellationToken cancel) =>
        database.FindAsync(FindByUuid.With(("uuid", uuid.ToString())), Read, cancel);

    private static User Read(DbDataReader row) =>
        new(row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4));
}
