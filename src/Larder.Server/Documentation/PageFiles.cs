using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using Larder.Server.Replies;

namespace Larder.Server.Documentation;

/// <summary>
/// The two pages and everything they load: our own few lines, and the scripts out of the packages, so that nothing is
/// asked of another site.
/// </summary>
internal sealed class PageFiles
{
    private const string Script = "text/javascript; charset=utf-8";
    private const string Style = "text/css; charset=utf-8";
    private const string Page = "text/html; charset=utf-8";
    private const string Icon = "image/png";

    // The only picture that ReDoc would fetch from its makers, and an empty one in its place.
    private const string ForeignPicture = "https://cdn.redoc.ly/redoc/logo-mini.svg";
    private const string NoPicture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";

    private const string SwaggerPackage = "Swashbuckle.AspNetCore.SwaggerUI";
    private const string SwaggerFolder = SwaggerPackage + ".node_modules.swagger_ui_dist.";
    private const string RedocPackage = "Swashbuckle.AspNetCore.ReDoc";
    private const string RedocScript = RedocPackage + ".node_modules.redoc.bundles.redoc.standalone.js";

    // Each is made when it is first asked for: together they are megabytes that most processes never need.
    private readonly FrozenDictionary<string, Lazy<PageFile>> _files;

    public PageFiles(string title)
    {
        _files = new Dictionary<string, Func<PageFile>>
        {
            ["docs"] = () => Own("docs.html", Page, title),
            ["docs/page.css"] = () => Own("docs.css", Style),
            ["docs/start.js"] = () => Own("docs.js", Script),
            ["docs/swagger-ui.js"] = () => Foreign(SwaggerPackage, SwaggerFolder + "swagger-ui-bundle.js", Script),
            ["docs/swagger-ui.css"] = () => Foreign(SwaggerPackage, SwaggerFolder + "swagger-ui.css", Style),
            ["docs/favicon.png"] = () => Foreign(SwaggerPackage, SwaggerFolder + "favicon-32x32.png", Icon),
            ["redoc"] = () => Own("redoc.html", Page, title),
            ["redoc/start.js"] = () => Own("redoc.js", Script),
            ["redoc/page.css"] = () => Own("redoc.css", Style),
            ["redoc/redoc.js"] = MakeRedoc,
        }.ToFrozenDictionary(pair => pair.Key, pair => new Lazy<PageFile>(pair.Value), StringComparer.Ordinal);
    }

    /// <summary>The file of a name, null where there is none.</summary>
    public PageFile? Find(string name) => _files.GetValueOrDefault(name)?.Value;

    private static PageFile Own(string name, string contentType, string title = "")
    {
        var text = Encoding.UTF8.GetString(Read(typeof(PageFiles).Assembly, $"documentation/{name}"));
        var filled = text.Replace("{title}", HtmlEncoder.Default.Encode(title), StringComparison.Ordinal);
        return PageFile.Of(Encoding.UTF8.GetBytes(filled), contentType);
    }

    // The packages keep their files compressed.
    private static PageFile Foreign(string package, string name, string contentType) =>
        PageFile.OfCompressed(Read(Assembly.Load(package), name), contentType);

    private static PageFile MakeRedoc()
    {
        var script = Encoding.UTF8.GetString(PageFile.Inflate(Read(Assembly.Load(RedocPackage), RedocScript)));
        return PageFile.Of(Encoding.UTF8.GetBytes(script.Replace(ForeignPicture, NoPicture, StringComparison.Ordinal)), Script);
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var source = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} holds no resource {name}.");
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return bytes;
    }
}
