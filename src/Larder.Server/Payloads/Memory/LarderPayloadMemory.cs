using System.Diagnostics.CodeAnalysis;

namespace Larder.Server.Payloads.Memory;

/// <summary>Both maps as caches of the library: ids bounded by their number, outputs by their bytes.</summary>
internal sealed class LarderPayloadMemory : IPayloadMemory, IAsyncDisposable
{
    private const string IdsName = "payload-ids";
    private const string OutputsName = "payload-outputs";

    // Nothing in here can become untrue, so only the bounds make it forget.
    private static readonly CacheEntryOptions ForEver = new() { Expiration = CacheEntryOptions.Forever };

    private readonly long _outputBytes;
    private readonly CacheManager _caches;
    private readonly LarderCache _ids;
    private readonly LarderCache _outputs;

    public LarderPayloadMemory(PayloadSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        var shape = new CacheOptions { Strategy = CacheStrategy.Memory, Entry = ForEver };
        _outputBytes = settings.OutputBytes;
        _caches = new CacheManager(new CacheManagerOptions
        {
            Time = time,
            Loggers = loggers,
            Named = new Dictionary<string, CacheOptions>(StringComparer.Ordinal)
            {
                [IdsName] = shape with { MemoryMaxSize = settings.KnownIds },
                [OutputsName] = shape with { MemoryMaxBytes = settings.OutputBytes, Meter = new OutputMeter() },
            },
        });
        _ids = _caches.GetCache(IdsName);
        _outputs = _caches.GetCache(OutputsName);
    }

    public bool Knows(ReadOnlySpan<char> id) => _ids.TryGetLocal<bool>(id, out _);

    public bool TryGetOutput(ReadOnlySpan<char> id, [MaybeNullWhen(false)] out PayloadOutput output) =>
        _outputs.TryGetLocal(id, out output);

    public async ValueTask RememberIdAsync(string id) => await _ids.SetAsync(id, true);

    public async ValueTask RememberOutputAsync(PayloadOutput output)
    {
        // One that is larger than all of memory is read from the database each time.
        if (output.Weight <= _outputBytes)
            await _outputs.SetAsync(output.Id, output);
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

    public ValueTask DisposeAsync() => _caches.DisposeAsync();
}
