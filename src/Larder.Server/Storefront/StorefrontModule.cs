using System.Net.Mime;
using Larder.Server.Description;
using Larder.Server.Modules;
using Microsoft.Net.Http.Headers;

namespace Larder.Server.Storefront;

/// <summary>The root of the site: a page for people, and facts as JSON for programs that ask for JSON.</summary>
internal sealed class StorefrontModule : ServerModule
{
    private const string FileName = "file";

    // Everything comes from here, nothing runs or is styled but by files, and nobody may frame the page.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public override string Name => "Storefront";

    public override void AddServices(IServiceCollection services) => services.AddSingleton<PageAssets>();

    public override void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", Reading, AnswerRoot);
        routes.MapMethods($"/static/{{{FileName}}}", Reading, AnswerFile).ExcludeFromDescription();
    }

    public override IEnumerable<OperationGroup> Describe() => [StorefrontDescription.Group];

    private static IResult AnswerRoot(
        HttpContext context,
        PageAssets files,
        IReadOnlyList<ServerModule> modules,
        IEnumerable<EndpointDataSource> sources)
    {
        context.Response.Headers.Vary = HeaderNames.Accept;
        if (WantsJson(context.Request))
            return Results.Bytes(RootContent.From(modules, sources).ToJson(), MediaTypeNames.Application.Json);

        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return files.Find(PageAssets.Page)!.Answer(context);
    }

    private static IResult AnswerFile(HttpContext context, PageAssets files, string file)
    {
        // The page is at the root, with its policy, and nowhere else.
        if (file == PageAssets.Page || files.Find(file) is not { } found)
            return Results.NotFound();

        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return found.Answer(context);
    }

    // A browser names text/html and often everything else too; only a client that leaves it out means JSON.
    private static bool WantsJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Names(accepted, MediaTypeNames.Application.Json) && !Names(accepted, MediaTypeNames.Text.Html);
    }

    private static bool Names(IEnumerable<MediaTypeHeaderValue> accepted, string type) =>
        accepted.Any(media => media.Quality is null or > 0
            && media.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));
}
