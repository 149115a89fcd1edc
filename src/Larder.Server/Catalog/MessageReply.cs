namespace Larder.Server.Catalog;

/// <summary>The answer to something that was done and has nothing to show.</summary>
internal sealed record MessageReply(string Message);
