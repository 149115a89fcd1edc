namespace Larder.Server.Catalog;

/// <summary>Products, where they came from, and how long that took in seconds.</summary>
internal sealed record ProductListReply(IEnumerable<Product> Products, string Source, decimal ResponseTime);
