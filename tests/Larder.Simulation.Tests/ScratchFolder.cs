using System.IO.Compression;

namespace Larder.Simulation.Tests;

/// <summary>A folder of its own for one test, removed with its files.</summary>
public sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("larder-simulation-");

    public string Path => _folder.FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = PathOf(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string WriteCompressed(string name, ReadOnlySpan<byte> content) => Write(name, Compress(content));

    public static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var target = new MemoryStream();

        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(content);

        return target.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
