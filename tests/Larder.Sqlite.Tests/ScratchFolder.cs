namespace Larder.Sqlite.Tests;

/// <summary>A folder that is gone when the test is.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("larder-sqlite-");

    internal string this[string name] => Path.Combine(_folder.FullName, name);

    internal IReadOnlyList<string> Files => [.. _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
