using System.Buffers;
using System.Text;
using Larder.Tiers;
using Xunit;

namespace Larder.Testing.Tiers;

/// <summary>What the suites of tiers share: a tier under test over a place of its own, and ways to look at it.</summary>
/// <typeparam name="TPlace">Makes the tiers.</typeparam>
public abstract class TierTests<TPlace> : IAsyncLifetime
    where TPlace : TierPlace, new()
{
    private readonly List<ICacheTier> _opened = [];

    /// <summary>Where the tiers of this test keep their entries.</summary>
    protected TPlace Place { get; } = new();

    /// <summary>The tier under test.</summary>
    protected ICacheTier Tier { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => Tier = await OpenAsync("cache");

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var tier in _opened)
        {
            await tier.DisposeAsync();
        }

        await Place.DisposeAsync();
    }

    /// <summary>A tier of a cache, disposed with the test.</summary>
    protected async ValueTask<ICacheTier> OpenAsync(string cacheName)
    {
        var tier = await Place.MakeAsync(cacheName);
        _opened.Add(tier);
        return tier;
    }

    /// <summary>Text as the bytes of one segment.</summary>
    protected static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The text that a tier has of a key; null when it has none.</summary>
    protected static async ValueTask<string?> ReadAsync(ICacheTier tier, string key)
    {
        var writer = new ArrayBufferWriter<byte>();
        var entry = await tier.GetAsync(key, writer);
        Assert.Equal(entry.Length, writer.WrittenCount);
        return entry.Found ? Encoding.UTF8.GetString(writer.WrittenSpan) : null;
    }

    /// <summary>The text that the tier under test has of a key; null when it has none.</summary>
    protected ValueTask<string?> ReadAsync(string key) => ReadAsync(Tier, key);

    /// <summary>The version that the tier under test has of a key.</summary>
    protected async ValueTask<long> VersionAsync(string key) => (await Tier.GetAsync(key, new ArrayBufferWriter<byte>())).Version;

    /// <summary>Whether the tier under test says that it can do something.</summary>
    protected bool Can(TierCapabilities what) => (Tier.Capabilities & what) == what;
}
