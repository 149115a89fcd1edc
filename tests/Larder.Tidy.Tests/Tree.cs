namespace Larder.Tidy.Tests;

/// <summary>The repository that the tests were built from, read once for all of them.</summary>
internal static class Tree
{
    internal static readonly string Root = FileSet.FindRoot();
    internal static readonly FileSet Files = FileSet.FromDisk(Root);
}
