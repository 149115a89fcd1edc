namespace Larder.Cli.Http;

/// <summary>What came back is not a response of HTTP/1.1, or is larger than this client takes.</summary>
internal sealed class MalformedReplyException(string message) : Exception(message);
