namespace Larder.Server.Catalog;

/// <summary>A product as it is stored and shown. Times are in UTC.</summary>
internal sealed record Product(
    long Id,
    string Name,
    string? Description,
    decimal Price,
    string Category,
    int StockQuantity,
    DateTime CreatedAt,
    DateTime UpdatedAt);
