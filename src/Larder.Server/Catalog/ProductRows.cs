using System.Data.Common;
using Larder.Server.Data;

namespace Larder.Server.Catalog;

/// <summary>Products in the database.</summary>
internal sealed class ProductRows(Database database)
{
    /// <summary>The most products that a list names.</summary>
    public const int ListMax = 10_000;

    private const string Columns = "id, name, description, price, category, stock_quantity, created_at, updated_at";

    // As many places as a decimal can have: dividing by it takes the zeros off the end, and changes nothing else.
    private const decimal One = 1.0000000000000000000000000000m;

    private static readonly SqlText List = SqlText.Of($"SELECT {Columns} FROM products ORDER BY id LIMIT @limit");

    private static readonly SqlText Find = SqlText.Of($"SELECT {Columns} FROM products WHERE id = @id");

    private static readonly SqlText Insert = SqlText.Of(
        "INSERT INTO products (name, description, price, category, stock_quantity) "
        + $"VALUES (@name, @description, @price, @category, @stock) RETURNING {Columns}");

    private static readonly SqlText Update = SqlText.Of(
        sqlite: "UPDATE products SET name = @name, description = @description, price = @price, category = @category, "
            + $"stock_quantity = @stock, updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = @id RETURNING {Columns}",
        postgreSql: "UPDATE products SET name = @name, description = @description, price = @price, category = @category, "
            + $"stock_quantity = @stock, updated_at = now() WHERE id = @id RETURNING {Columns}");

    private static readonly SqlText Delete = SqlText.Of("DELETE FROM products WHERE id = @id");

    public Task<IReadOnlyList<Product>> ListAsync(CancellationToken cancel) =>
        database.ListAsync(List.With(("limit", ListMax)), Read, cancel);

    public Task<Product?> FindAsync(long id, CancellationToken cancel) =>
        database.FindAsync(Find.With(("id", id)), Read, cancel);

    public async Task<Product> AddAsync(ProductDraft draft, CancellationToken cancel) =>
        (await WriteAsync(Insert.With(Values(draft)), cancel))!;

    /// <summary>The product as it is now, or null when there is none of that number.</summary>
    public Task<Product?> ChangeAsync(long id, ProductDraft draft, CancellationToken cancel) =>
        WriteAsync(Update.With([("id", id), .. Values(draft)]), cancel);

    /// <summary>Whether there was one.</summary>
    public async Task<bool> RemoveAsync(long id, CancellationToken cancel) =>
        await database.ExecuteAsync(Delete.With(("id", id)), cancel) > 0;

    private Task<Product?> WriteAsync(SqlStatement statement, CancellationToken cancel) =>
        database.WriteAsync(session => session.FindAsync(statement, Read), cancel);

    private static (string Name, object? Value)[] Values(ProductDraft draft) =>
    [
        ("name", draft.Name),
        ("description", draft.Description),
        ("price", draft.Price),
        ("category", draft.Category),
        ("stock", draft.StockQuantity),
    ];

    private static Product Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.IsDBNull(2) ? null : row.GetString(2),
            row.GetDecimal(3) / One,
            row.GetString(4),
            row.GetInt32(5),
            row.GetFieldValue<DateTimeOffset>(6).UtcDateTime,
            row.GetFieldValue<DateTimeOffset>(7).UtcDateTime);
}
