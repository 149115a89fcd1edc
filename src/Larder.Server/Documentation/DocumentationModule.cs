using Larder.Server.Description;
using Larder.Server.Modules;

namespace Larder.Server.Documentation;

/// <summary>The routes of the document and of the two pages that show it.</summary>
internal sealed class DocumentationModule : ServerModule
{
    // Both scripts write style elements of their own; that, and nothing else, is allowed to stand inside the page.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public override string Name => "Documentation";

    public override void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var document = routes.ServiceProvider.GetRequiredService<ApiDocument>();
        var files = new PageFiles(document.Title);
        routes.MapMethods("/openapi.json", Reading, context => document.File.Answer(context).ExecuteAsync(context));
        MapPage(routes, files, "docs");
        MapPage(routes, files, "redoc");
    }

    public override IEnumerable<OperationGroup> Describe() => [PageDescription.Group];

    private static void MapPage(IEndpointRouteBuilder routes, PageFiles files, string page)
    {
        routes.MapMethods($"/{page}", Reading, context => AnswerPage(context, files, page).ExecuteAsync(context));
        routes.MapMethods($"/{page}/{{file}}", Reading, context => AnswerFile(context, files, page).ExecuteAsync(context))
            .ExcludeFromDescription();
    }

    private static IResult AnswerPage(HttpContext context, PageFiles files, string page)
    {
        // The page names its files from where it stands, so that a gateway may put a prefix before it; that place is
        // another one behind a slash.
        if (context.Request.Path.Value!.EndsWith('/'))
            return Results.Redirect($"../{page}");

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        return files.Find(page)!.Answer(context);
    }

    private static IResult AnswerFile(HttpContext context, PageFiles files, string page) =>
        files.Find($"{page}/{context.GetRouteValue("file")}")?.Answer(context) ?? Results.NotFound();
}
