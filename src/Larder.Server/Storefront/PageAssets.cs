using System.Collections.Frozen;
using Larder.Server.Replies;

namespace Larder.Server.Storefront;

/// <summary>The files of the page, out of the program itself, so that no folder has to be beside it.</summary>
internal sealed class PageAssets
{
    /// <summary>The page.</summary>
    public const string Page = "index.html";

    private const string Root = "storefront/";

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Made when first asked for: many processes show nobody the page.
    private readonly FrozenDictionary<string, Lazy<PageFile>> _files = typeof(PageAssets).Assembly
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Root, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Root.Length..], name => new Lazy<PageFile>(() => Read(name)), StringComparer.Ordinal);

    /// <summary>The file of a name, null where there is none.</summary>
    public PageFile? Find(string name) => _files.GetValueOrDefault(name)?.Value;

    private static PageFile Read(string name)
    {
        using var source = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return PageFile.Of(bytes, ContentTypes[Path.GetExtension(name)]);
    }
}
