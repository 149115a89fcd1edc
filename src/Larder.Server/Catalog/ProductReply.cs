namespace Larder.Server.Catalog;

/// <summary>One product, where it came from, and how long that took in seconds.</summary>
internal sealed record ProductReply(Product Product, string Source, decimal ResponseTime);
