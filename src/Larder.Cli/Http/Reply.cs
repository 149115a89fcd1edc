namespace Larder.Cli.Http;

/// <summary>One response. The body lies in the buffer of its connection and is valid until the next request.</summary>
internal readonly record struct Reply(int Status, ReadOnlyMemory<byte> Body, bool ClosesConnection);
