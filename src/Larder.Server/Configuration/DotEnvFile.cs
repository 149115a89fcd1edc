using System.Text;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace Larder.Server.Configuration;

/// <summary>The file <c>.env</c>: settings beside the program, below the environment.</summary>
/// <remarks>
/// A line is <c>NAME=value</c>, with <c>export</c> before it if it likes. A value may stand in quotes: single ones keep
/// everything, double ones know <c>\n</c>, <c>\t</c>, <c>\"</c> and <c>\\</c>. Without quotes a <c> #</c> begins a
/// comment. A fault names the line and not what is in it, which may be a password.
/// </remarks>
internal static class DotEnvFile
{
    public const string Name = ".env";

    private const string Export = "export ";

    /// <summary>Puts the settings of the file, if there is one, below the variables of the environment.</summary>
    public static void AddTo(ConfigurationManager configuration, string folder, StartFaults faults)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            return;

        try
        {
            var values = Parse(File.ReadAllText(path), faults);
            var sources = configuration.Sources;
            var environment = sources.OfType<EnvironmentVariablesConfigurationSource>()
                .FirstOrDefault(source => string.IsNullOrEmpty(source.Prefix));
            var place = environment is null ? sources.Count : sources.IndexOf(environment);
            sources.Insert(place, new MemoryConfigurationSource { InitialData = values });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"The file {path} cannot be read: {fault.Message} Mend it, or move it away.");
        }
    }

    /// <summary>Reads the text of such a file; of a name that is there twice the last one counts.</summary>
    public static IReadOnlyDictionary<string, string?> Parse(string text, StartFaults faults)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
                continue;

            var pair = line.StartsWith(Export, StringComparison.Ordinal) ? line[Export.Length..] : line;
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? "" : pair[..equals].Trim();
            var rest = pair[(equals + 1)..].Trim();
            if (name.Length == 0 || name.Any(char.IsWhiteSpace) || !TryReadValue(rest, out var value))
                faults.Add($"Line {number} of {Name} is not of the form NAME=value, with matching quotes if any.");
            else
                values[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = value;
        }

        return values;
    }

    private static bool TryReadValue(string text, out string value)
    {
        value = text;
        if (text.Length > 0 && text[0] is '"' or '\'')
            return TryReadQuoted(text, out value);

        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        value = (comment < 0 ? text : text[..comment]).TrimEnd();
        return true;
    }

    private static bool TryReadQuoted(string text, out string value)
    {
        var quote = text[0];
        var read = new StringBuilder();
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                value = read.ToString();
                var rest = text[(i + 1)..].TrimStart();
                return rest.Length == 0 || rest[0] == '#';
            }

            var isEscape = quote == '"' && text[i] == '\\' && i + 1 < text.Length;
            read.Append(isEscape ? Unescape(text[++i]) : text[i].ToString());
        }

        value = "";
        return false;
    }

    private static string Unescape(char sign) => sign switch
    {
        'n' => "\n",
        't' => "\t",
        '"' or '\\' => sign.ToString(),
        _ => $"\\{sign}",
    };
}
