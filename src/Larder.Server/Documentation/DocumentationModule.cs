using Larder.Server.Description;
using Larder.Server.Modules;

namespace Larder.Server.Documentation;

/// <summary>The routes of the document and of the two pages that show it.</summary>
internal sealed class DocumentationModule : ServerModule
{
    private const string Common =
        "default-src 'none'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // Swagger UI sets styles by script alone, which no policy forbids.
    private const string DocsPolicy = $"{Common}; style-src 'self'";

    // ReDoc puts two style elements into its page: an empty one, which it fills by script, and a constant text. Its search
    // runs in a worker that it makes from a text of its own.
    private const string RedocPolicy =
        $"{Common}; style-src 'self' {EmptyStyle} {ScrollbarStyle}; worker-src blob:";

    private const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
    private const string ScrollbarStyle = "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public override string Name => "Documentation";

    public override void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var document = routes.ServiceProvider.GetRequiredService<ApiDocument>();
        var files = new PageFiles(document.Title);
        routes.MapMethods("/openapi.json", Reading, context => document.File.Answer(context).ExecuteAsync(context));
        MapPage(routes, files, "docs", DocsPolicy);
        MapPage(routes, files, "redoc", RedocPolicy);
    }

    public override IEnumerable<OperationGroup> Describe() => [PageDescription.Group];

    private static void MapPage(IEndpointRouteBuilder routes, PageFiles files, string page, string policy)
    {
        routes.MapMethods($"/{page}", Reading, context => AnswerPage(context, files, page, policy).ExecuteAsync(context));
        routes.MapMethods($"/{page}/{{file}}", Reading, context => AnswerFile(context, files, page).ExecuteAsync(context))
            .ExcludeFromDescription();
    }

    private static IResult AnswerPage(HttpContext context, PageFiles files, string page, string policy)
    {
        // The page names its files from where it stands, so that a gateway may put a prefix before it; that place is
        // another one behind a slash.
        if (context.Request.Path.Value!.EndsWith('/'))
            return Results.Redirect($"../{page}");

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers["Referrer-Policy"] = "no-referrer";
        return files.Find(page)!.Answer(context);
    }

    private static IResult AnswerFile(HttpContext context, PageFiles files, string page) =>
        files.Find($"{page}/{context.GetRouteValue("file")}")?.Answer(context) ?? Results.NotFound();
}
