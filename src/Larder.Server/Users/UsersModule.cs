using Larder.Server.Description;
using Larder.Server.Modules;

namespace Larder.Server.Users;

/// <summary>The front door of the user slice: two typed caches over a table of users.</summary>
internal sealed class UsersModule : ServerModule
{
    /// <summary>The cache that both typed caches share.</summary>
    public const string CacheName = "users";

    public static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(600);

    public override string Name => "Users";

    public override void AddServices(IServiceCollection services)
    {
        services.AddLarder(larder => larder
            .AddCache(CacheName, options => options with { MemoryMaxSize = 20_000 })
            .AddTypedCache<UserIds>()
            .AddTypedCache<UserUuids>());
        services.AddSingleton<UserRows>();
        services.AddSingleton<UserDirectory>();
    }

    public override IEnumerable<OperationGroup> Describe() => [UserDescription.Group];

    public override void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapUsers();
}
