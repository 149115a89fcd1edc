using Larder.AspNetCore.Security;

namespace Larder.Server.Security;

/// <summary>The file of keys: a line for each, and comments behind <c>#</c>. A fault names the line and not what is in it.</summary>
internal static class KeyFile
{
    /// <summary>Above what a hundred keys with comments take.</summary>
    public const int BytesMax = 256 * 1024;

    /// <summary>Reads the keys; what is wrong is gathered as sentences.</summary>
    public static IReadOnlyList<AccessKey> Read(string path, List<string> faults)
    {
        try
        {
            if (new FileInfo(path).Length <= BytesMax)
                return Parse(File.ReadAllLines(path), path, faults);
            faults.Add($"The key file {path} is larger than {BytesMax} bytes. Is it the right one?");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"The key file {path} cannot be read: {fault.Message} Mend it, or leave Larder:Security:KeyFile out.");
        }

        return [];
    }

    private static List<AccessKey> Parse(string[] lines, string path, List<string> faults)
    {
        var keys = new List<AccessKey>();
        for (var i = 0; i < lines.Length; i++)
        {
            var comment = lines[i].IndexOf('#', StringComparison.Ordinal);
            var line = (comment < 0 ? lines[i] : lines[i][..comment]).Trim();
            if (line.Length == 0)
                continue;
            if (KeyLine.TryParse(line, out var key, out var fault))
                keys.Add(key);
            else
                faults.Add($"Line {i + 1} of the key file {path} {fault}.");
        }

        return keys;
    }
}
