using Larder.Server.Admin;
using Larder.Server.Description;
using Larder.Server.Modules;

namespace Larder.Server.Hosting;

/// <summary>The administration of the caches, which is a library of its own, as a module.</summary>
internal sealed class AdminModule : ServerModule
{
    public override string Name => "Admin";

    public override IEnumerable<OperationGroup> Describe() => [AdminDescription.Group];

    public override void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapLarderAdmin();
}
