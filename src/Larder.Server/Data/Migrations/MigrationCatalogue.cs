using System.Reflection;
using System.Text;

namespace Larder.Server.Data.Migrations;

/// <summary>The migrations that are built into the program, in order.</summary>
/// <remarks>To add one, put a file with the next number beside the others, for each engine. That is all.</remarks>
internal static class MigrationCatalogue
{
    private const string Root = "migrations/";
    private const string Ending = ".sql";

    public static IReadOnlyList<MigrationScript> Of(SqlDialect dialect)
    {
        var folder = $"{Root}{dialect}/";
        var assembly = typeof(MigrationCatalogue).Assembly;
        return InOrder(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Select(name => Script(name[folder.Length..], Read(assembly, name))));
    }

    /// <summary>Reads number and name from a file's name, such as <c>0001_cache_payloads.sql</c>.</summary>
    public static MigrationScript Script(string file, string text)
    {
        var name = file.EndsWith(Ending, StringComparison.Ordinal) ? file[..^Ending.Length] : file;
        if (name.Length > 5 && name[4] == '_' && int.TryParse(name.AsSpan(0, 4), out var number) && number > 0)
            return new MigrationScript(number, name, text);

        throw new InvalidOperationException(
            $"The migration '{file}' must be named by four digits, an underscore and words, as in 0001_payloads.sql.");
    }

    /// <summary>Puts scripts in order and refuses two of one number, or a number left out.</summary>
    public static IReadOnlyList<MigrationScript> InOrder(IEnumerable<MigrationScript> scripts)
    {
        MigrationScript[] ordered = [.. scripts.OrderBy(script => script.Number)];
        for (var i = 0; i < ordered.Length; i++)
        {
            if (ordered[i].Number != i + 1)
            {
                throw new InvalidOperationException(
                    $"The migration {ordered[i].Name} stands where number {i + 1:0000} is due. "
                    + "Number them without gaps.");
            }
        }

        return ordered;
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
