using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>Reads a stream to its end, up to a size that is named when it is exceeded.</summary>
internal static class BoundedReader
{
    private const int BufferBytes = 64 * 1024;

    public static async Task<byte[]> ReadAsync(Stream source, int bytesMax, string what, CancellationToken stop)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[BufferBytes];

        // A read of a terminal cannot be called off, so on Ctrl-C it is left behind and ends with the process.
        while (await Task.Run(() => source.Read(buffer), CancellationToken.None).WaitAsync(stop) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
            if (bytes.Length > bytesMax)
                throw new RefusedException($"{what} is larger than {bytesMax:N0} bytes, and no server takes so much.");
        }

        return bytes.ToArray();
    }
}
