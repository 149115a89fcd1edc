namespace Larder.Server.Tests.Documentation;

/// <summary>A request that is answered with a status which the document tells.</summary>
internal sealed record Refusal(string OperationId, int Status, Func<HttpRequestMessage> Request);
