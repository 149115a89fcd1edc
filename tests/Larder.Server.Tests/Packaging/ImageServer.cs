namespace Larder.Server.Tests.Packaging;

/// <summary>The server as the image starts it, with nothing changed.</summary>
public sealed class ImageServer(PublishedProgram program) : PublishedServer(program, new Dictionary<string, string?>());
