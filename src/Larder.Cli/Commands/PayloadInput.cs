using System.Text.Json;
using System.Text.Unicode;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>The payload to send: text from the command line, a file, or standard input; JSON in any case.</summary>
internal static class PayloadInput
{
    /// <summary>The name of standard input and standard output.</summary>
    public const string StandardStream = "-";

    /// <summary>The server takes 30 million bytes; more would only be refused there.</summary>
    private const int BytesMax = 64 * 1024 * 1024;

    private const int DepthMax = 1000;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Text wins over a file, and an empty word counts as absent, as in the source project.</summary>
    public static async Task<byte[]> ReadAsync(string? json, string? file, Stream standardInput, CancellationToken stop)
    {
        var bytes = json is { Length: > 0 } ? System.Text.Encoding.UTF8.GetBytes(json)
            : file is { Length: > 0 } ? await ReadFileAsync(file, standardInput, stop)
            : throw new RefusedException("No input provided. Use --json or --input (or -i - for stdin).");

        // Editors on Windows write a mark that JSON does not allow.
        if (bytes.AsSpan().StartsWith(ByteOrderMark))
            bytes = bytes[ByteOrderMark.Length..];

        return Checked(bytes);
    }

    private static async Task<byte[]> ReadFileAsync(string file, Stream standardInput, CancellationToken stop)
    {
        try
        {
            if (file == StandardStream)
                return await BoundedReader.ReadAsync(standardInput, BytesMax, "The input", stop);

            await using var opened = File.OpenRead(file);
            return await BoundedReader.ReadAsync(opened, BytesMax, "The input", stop);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RefusedException($"The input {SafeText.Line(file)} cannot be read: {SafeText.Line(fault.Message)}", fault);
        }
    }

    private static byte[] Checked(byte[] bytes)
    {
        // The parser takes the bytes of a string as they are, and the server would refuse them with less of a reason.
        if (!Utf8.IsValid(bytes))
            throw new RefusedException("Invalid JSON input: it is not UTF-8.");

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = DepthMax });
            return bytes;
        }
        catch (JsonException fault)
        {
            throw new RefusedException($"Invalid JSON input: {SafeText.Line(fault.Message)}", fault);
        }
    }
}
