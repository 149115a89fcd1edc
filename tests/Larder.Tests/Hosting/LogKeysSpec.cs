using Larder.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Larder.Tests.Hosting;

public sealed class LogKeysSpec
{
    private const string Key = "user:ada";

    [Fact]
    public async Task Keys_are_not_logged_by_default_not_even_in_what_a_factory_throws()
    {
        using var lines = new LineCollector();
        await using var container = ContainerWith(lines);

        await FailAsync(container, new InvalidOperationException($"{Key} is unknown"));

        var line = Assert.Single(lines.Of("Larder.default", LogLevel.Debug));
        Assert.Contains(nameof(InvalidOperationException), line, StringComparison.Ordinal);
        Assert.DoesNotContain(lines.AllTexts, text => text.Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_without_the_key_is_logged_whole()
    {
        using var lines = new LineCollector();
        await using var container = ContainerWith(lines);

        await FailAsync(container, new InvalidOperationException("no connection"));

        Assert.Contains("no connection", Assert.Single(lines.Of("Larder.default", LogLevel.Debug)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code")]
    [InlineData("configuration")]
    public async Task Keys_are_logged_when_that_is_asked_for(string where)
    {
        using var lines = new LineCollector();
        await using var container = where == "code"
            ? ContainerWith(lines, larder => larder.LogKeys(LogKeys.Show))
            : ContainerWith(lines, larder => larder.UseConfiguration(Settings.Of(("log_keys", "show"))));

        await FailAsync(container, new InvalidOperationException("no connection"));

        Assert.Contains($"The load of {Key} in cache default failed", Assert.Single(lines.Of("Larder.default", LogLevel.Debug)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hit_a_write_and_a_removal_say_nothing()
    {
        using var lines = new LineCollector();
        await using var container = ContainerWith(lines);
        var cache = container.GetRequiredService<ICache>();
        var before = lines.AllTexts.Count;

        await cache.SetAsync(Key, 3);
        await cache.TryGetAsync<int>(Key);
        await cache.GetOrCreateAsync(Key, static _ => new ValueTask<int>(4));
        await cache.RemoveAsync(Key);

        Assert.Equal(before, lines.AllTexts.Count);
    }

    private static async Task FailAsync(ServiceProvider container, Exception error)
    {
        var cache = container.GetRequiredService<ICache>();
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await cache.GetOrCreateAsync<int>(Key, async token => { await Task.Yield(); throw error; }));
        Assert.Same(error, thrown);
    }

    private static ServiceProvider ContainerWith(LineCollector lines, Action<LarderBuilder>? configure = null) =>
        new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(lines))
            .AddLarder(configure)
            .BuildServiceProvider();
}
