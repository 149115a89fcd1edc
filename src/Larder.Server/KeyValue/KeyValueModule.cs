using Larder.AspNetCore.KeyValue;
using Larder.Server.Configuration;
using Larder.Server.Description;
using Larder.Server.Modules;

namespace Larder.Server.KeyValue;

/// <summary>The key-value API, which is a library of its own, as a module.</summary>
internal sealed class KeyValueModule : ServerModule
{
    private KeyValueOptions _options = new();

    public override string Name => "KeyValue";

    public override void Read(IConfiguration configuration, StartFaults faults)
    {
        var sentences = new List<string>();
        _options = configuration.GetLarderKeyValueOptions(sentences);
        sentences.ForEach(faults.Add);
    }

    public override void AddServices(IServiceCollection services) => services.AddLarderKeyValue(_options);

    public override IEnumerable<OperationGroup> Describe() => [KeyValueDescription.Group];

    public override void UseFirst(IApplicationBuilder app) => app.UseLarderKeyValueHits();

    public override void UseBeforeRouting(IApplicationBuilder app) => app.UseLarderKeyValue();

    public override void MapEndpoints(IEndpointRouteBuilder routes) =>
        ReservedWords.MapTo(routes, KeyValueOptions.ReservedWords);
}
