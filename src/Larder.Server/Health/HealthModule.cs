using System.Net.Mime;
using Larder.Server.Description;
using Larder.Server.Modules;

namespace Larder.Server.Health;

/// <summary>Says that the process is alive, in the words that clients of the source projects compare exactly.</summary>
internal sealed class HealthModule : ServerModule
{
    // Written out as bytes: a JSON writer with default settings would send the apostrophe as \u0027.
    private static readonly byte[] Body = """{"message":"Application's health is good."}"""u8.ToArray();

    public override string Name => "Health";

    public override bool IsOptional => false;

    public override IEnumerable<OperationGroup> Describe() => [HealthDescription.Group];

    public override void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/health", [HttpMethods.Get, HttpMethods.Head], Answer);

    private static IResult Answer() => Results.Bytes(Body, MediaTypeNames.Application.Json);
}
