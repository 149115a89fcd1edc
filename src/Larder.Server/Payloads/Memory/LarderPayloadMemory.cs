using System.Diagnostics.CodeAnalysis;

namespace Larder.Server.Payloads.Memory;

/// <summary>Both maps as caches of the library: ids bounded by their number, outputs by their bytes.</summary>
internal sealed class LarderPayloadMemory(CacheManager caches) : IPayloadMemory
{
    private const string IdsName = "payload-ids";
    private const string OutputsName = "payload-outputs";

    // Nothing in here can become untrue, so only the bounds make it forget.
    private static readonly CacheEntryOptions ForEver = new() { Expiration = CacheEntryOptions.Forever };

    private readonly LarderCache _ids = caches.GetCache(IdsName);
    private readonly LarderCache _outputs = caches.GetCache(OutputsName);

    /// <summary>Says how the two caches are built.</summary>
    public static void AddCaches(LarderBuilder larder, PayloadSettings settings) =>
        larder
            .AddCache(IdsName, options => InMemory(options) with { MemoryMaxSize = settings.KnownIds })
            .AddCache(OutputsName, options => InMemory(options) with
            {
                MemoryMaxBytes = settings.OutputBytes,
                Meter = new OutputMeter(),
            });

    public bool Knows(ReadOnlySpan<char> id) => _ids.TryGetLocal<bool>(id, out _);

    public bool TryGetOutput(ReadOnlySpan<char> id, [MaybeNullWhen(false)] out PayloadOutput output) =>
        _outputs.TryGetLocal(id, out output);

    public async ValueTask RememberIdAsync(string id) => await _ids.SetAsync(id, true);

    public async ValueTask RememberOutputAsync(PayloadOutput output)
    {
        try
        {
            await _outputs.SetAsync(output.Id, output);
        }
        catch (CacheCapacityException)
        {
            // One that is larger than all of memory is read from the database each time.
        }

        await RememberIdAsync(output.Id);
    }

    public IReadOnlyList<string> ListPopular(int limit)
    {
        var entries = new List<(string Id, int Frequency)>();
        var cursor = 0L;
        do
        {
            var page = _outputs.List(cursor);
            entries.AddRange(page.Entries.Select(entry => (entry.Key, entry.Frequency)));
            cursor = page.Next;
        }
        while (cursor != 0);

        return [.. entries.OrderByDescending(entry => entry.Frequency).Take(limit).Select(entry => entry.Id)];
    }

    private static CacheOptions InMemory(CacheOptions options) =>
        options with { Strategy = CacheStrategy.Memory, Entry = ForEver };
}
