using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Larder.Tests.Hosting;

/// <summary>Containers whose configuration a test writes as pairs.</summary>
internal static class Settings
{
    internal static IConfigurationRoot Of(params (string Key, string? Value)[] pairs) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)))
            .Build();

    internal static ServiceProvider Container(
        Action<LarderBuilder>? configure = null, params (string Key, string? Value)[] pairs) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(Of(pairs))
            .AddLarder(configure)
            .BuildServiceProvider();

    /// <summary>The options of the default cache that these pairs lead to.</summary>
    internal static async Task<CacheOptions> DefaultOptionsOf(params (string Key, string? Value)[] pairs)
    {
        await using var container = Container(null, pairs);
        return container.GetRequiredService<LarderCache>().Options;
    }

    /// <summary>What is wrong with these pairs.</summary>
    internal static async Task<IReadOnlyList<string>> FaultsOf(params (string Key, string? Value)[] pairs)
    {
        await using var container = Container(null, pairs);
        var error = Assert.Throws<OptionsValidationException>(() => container.GetRequiredService<CacheManager>());
        return [.. error.Failures];
    }
}
