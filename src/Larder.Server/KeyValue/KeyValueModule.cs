using Larder.AspNetCore.KeyValue;
using Larder.Server.Configuration;
using Larder.Server.Description;
using Larder.Server.Disk;
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

        // What is wrong with the size by itself is told with the other settings of the server.
        var largest = DiskSettings.LargestValueOf(DiskSettings.ReadMaxBytes(new SettingReader(configuration, new StartFaults())));
        if (_options.Tier == KeyValueTier.Disk && largest < _options.LargestEntry)
        {
            faults.Add(
                $"{KnownSettings.DiskMegabytes.Key} is too small for values of {_options.ValueLength} bytes, of which an escape may "
                + $"take six: a quarter of the file must be {_options.LargestEntry} bytes. Give it more, or lower "
                + $"{KeyValueOptions.Section}:{nameof(KeyValueOptions.ValueLength)}.");
        }
    }

    public override void AddServices(IServiceCollection services)
    {
        services.AddLarderKeyValue(_options);
        if (_options.Tier == KeyValueTier.Disk)
            services.AddDiskTier();
    }

    public override IEnumerable<OperationGroup> Describe() => [KeyValueDescription.Group];

    public override void UseFirst(IApplicationBuilder app) => app.UseLarderKeyValueHits();

    public override void UseBeforeRouting(IApplicationBuilder app) => app.UseLarderKeyValue();

    public override void MapEndpoints(IEndpointRouteBuilder routes) =>
        ReservedWords.MapTo(routes, KeyValueOptions.ReservedWords);
}
