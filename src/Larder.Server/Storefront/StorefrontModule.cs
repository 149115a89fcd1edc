using System.Net.Mime;
using Larder.Server.Description;
using Larder.Server.Modules;
using Microsoft.Net.Http.Headers;

namespace Larder.Server.Storefront;

/// <summary>The root of the site: a page for people, and the same facts as JSON for programs that ask for JSON.</summary>
internal sealed class StorefrontModule : ServerModule
{
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    public override string Name => "Storefront";

    public override IEnumerable<OperationGroup> Describe() => [StorefrontDescription.Group];

    public override void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], Answer);

    private static IResult Answer(HttpContext context, IEnumerable<EndpointDataSource> sources)
    {
        var content = RootContent.From(sources);
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.Accept;
        if (WantsJson(context.Request))
            return Results.Bytes(content.ToJson(), MediaTypeNames.Application.Json);

        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(content.ToHtml(), "text/html; charset=utf-8");
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
