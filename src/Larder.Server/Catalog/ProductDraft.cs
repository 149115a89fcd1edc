namespace Larder.Server.Catalog;

/// <summary>What a client says of a product, after it was checked.</summary>
internal sealed record ProductDraft(string Name, string? Description, decimal Price, string Category, int StockQuantity);
