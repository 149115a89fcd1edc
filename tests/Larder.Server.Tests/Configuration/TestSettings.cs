using Larder.Server.Configuration;
using Microsoft.Extensions.Configuration;

namespace Larder.Server.Tests.Configuration;

/// <summary>Settings from pairs, read as the server reads them.</summary>
internal static class TestSettings
{
    public static IConfiguration Of(params (string Name, string Value)[] pairs) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(pairs.ToDictionary(pair => pair.Name, pair => (string?)pair.Value))
            .Build();

    public static ServerSettings Read(params (string Name, string Value)[] pairs)
    {
        var faults = new StartFaults();
        var settings = ServerSettings.Read(Of(pairs), faults);
        faults.ThrowIfAny();
        return settings;
    }

    public static IReadOnlyList<string> FaultsOf(params (string Name, string Value)[] pairs)
    {
        var faults = new StartFaults();
        ServerSettings.Read(Of(pairs), faults);
        return faults.Sentences;
    }
}
