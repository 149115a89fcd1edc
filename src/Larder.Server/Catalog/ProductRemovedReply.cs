namespace Larder.Server.Catalog;

/// <summary>The answer to a removal.</summary>
internal sealed record ProductRemovedReply(string Message, string Source, decimal ResponseTime);
