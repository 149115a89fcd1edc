namespace Larder.AspNetCore.Tests.KeyValue.OnDisk;

/// <summary>A folder for one test, gone with all that is in it when disposed.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("larder-kv-disk-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
