namespace Larder.Server.Tests.Packaging;

/// <summary>The tests that start the published output, which is made once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class PublishedCollection : ICollectionFixture<PublishedProgram>
{
    public const string Name = "Published output";
}
