using System.Xml.Linq;

namespace Larder.Tidy.Layering;

/// <summary>What a project file says about its dependencies.</summary>
internal sealed record ProjectFile(
    string Path,
    string Name,
    string Sdk,
    IReadOnlyList<string> ProjectReferences,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> Frameworks,
    IReadOnlyList<string> Usings)
{
    private static readonly string[] BaseUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks",
    ];

    private static readonly string[] WebUsings =
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    internal bool IsWeb => Sdk.EndsWith(".Web", StringComparison.Ordinal);

    /// <summary>The source text of the usings that the SDK adds to every file of the project.</summary>
    internal string GlobalUsings => UsingsText(BaseUsings.Concat(IsWeb ? WebUsings : []).Concat(Usings));

    /// <summary>The usings of a web program, the widest that a reader of the docs may assume.</summary>
    internal static string WidestUsings => UsingsText(BaseUsings.Concat(WebUsings));

    internal static ProjectFile Bare(string name) => new("", name, "Microsoft.NET.Sdk", [], [], [], []);

    internal static ProjectFile Read(RepoFile file)
    {
        var root = XDocument.Parse(file.Text).Root!;

        return new ProjectFile(
            file.Path,
            System.IO.Path.GetFileNameWithoutExtension(file.Path),
            (string?)root.Attribute("Sdk") ?? "",
            [.. Includes(root, "ProjectReference").Select(NameOf)],
            [.. Includes(root, "PackageReference")],
            [.. Includes(root, "FrameworkReference")],
            [.. Includes(root, "Using")]);
    }

    private static IEnumerable<string> Includes(XElement root, string item) =>
        root.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();

    private static string NameOf(string reference) =>
        System.IO.Path.GetFileNameWithoutExtension(reference.Replace('\\', '/').Split('/')[^1]);

    private static string UsingsText(IEnumerable<string> names) =>
        string.Concat(names.Select(name => $"global using global::{name};\n"));
}
