using System.Diagnostics.CodeAnalysis;
using Larder.Server.Configuration;

namespace Larder.Server.Payloads.Memory;

/// <summary>
/// The bounded memory in front of the database, as two caches of the library: the ids known to be stored, bounded by their
/// number, and the outputs asked for of late, bounded by their bytes. Each may forget at any time; nothing in it expires,
/// because nothing in it can become untrue.
/// </summary>
/// <remarks>
/// Outputs may have a tier on disk between memory and the database. Ids have none: that an id is stored is for the database
/// to say, which may have been put back to what it was yesterday, while an output is true whatever the database has.
/// </remarks>
internal sealed class PayloadMemory(CacheManager caches, PayloadSettings settings)
{
    private const string IdsName = "payload-ids";
    private const string OutputsName = "payload-outputs";

    // Only the bounds make it forget. That an id is unknown is not remembered: the next moment may bring it.
    private static readonly CacheEntryOptions ForEver =
        new() { Expiration = CacheEntryOptions.Forever, Nulls = NullPolicy.Skip };

    private readonly LarderCache _ids = caches.GetCache(IdsName);
    private readonly LarderCache _outputs = caches.GetCache(OutputsName);

    /// <summary>Says how the two caches are built.</summary>
    public static void AddCaches(LarderBuilder larder, PayloadSettings settings) =>
        larder
            .AddCache(IdsName, options => InMemory(options) with { MemoryMaxSize = settings.KnownIds })
            .AddCache(OutputsName, options => InTier(settings.Tier, InMemory(options) with
            {
                MemoryMaxBytes = settings.OutputBytes,
                Meter = new OutputMeter(),
            }));

    public bool Knows(ReadOnlySpan<char> id) => _ids.TryGetLocal<StoreOutcome>(id, out _);

    public bool TryGetOutput(ReadOnlySpan<char> id, [MaybeNullWhen(false)] out PayloadOutput output) =>
        _outputs.TryGetLocal(id, out output);

    /// <summary>
    /// Says what became of storing an id, which is done once however many ask. What was refused, or failed, is told to all
    /// who waited and is not remembered.
    /// </summary>
    /// <remarks>
    /// There is no way out of the wait: the one who stores works on the memory of its own request, which must not be given
    /// back before, and nobody knows beforehand who that will be.
    /// </remarks>
    public ValueTask<StoreOutcome> StoreOnceAsync<TState>(
        string id, TState state, Func<TState, ValueTask<StoreOutcome>> store) =>
        _ids.GetOrCreateAsync(
            id,
            (State: state, Store: store),
            static async (work, context, _) =>
            {
                var outcome = await work.Store(work.State);
                if (outcome.Refusal is not null)
                    context.DoNotCache();
                return outcome;
            });

    /// <summary>Finds an output, which is loaded once however many ask; null is not remembered.</summary>
    public ValueTask<PayloadOutput?> LoadOnceAsync<TState>(
        string id, TState state, Func<TState, ValueTask<PayloadOutput?>> load, CancellationToken cancellation) =>
        _outputs.GetOrCreateAsync(
            id,
            (State: state, Load: load, Limit: settings.OutputBytes),
            static async (work, context, _) =>
            {
                var output = await work.Load(work.State);
                if (output?.Weight > work.Limit)
                    context.DoNotCache();
                return output;
            },
            options: null,
            cancellation);

    /// <summary>Remembers that an id is stored.</summary>
    public async ValueTask RememberIdAsync(string id) => await _ids.SetAsync(id, StoreOutcome.Stored);

    /// <summary>Remembers an output, unless it is larger than all of memory: then it is read from the database each time.</summary>
    public async ValueTask RememberOutputAsync(PayloadOutput output)
    {
        if (output.Weight <= settings.OutputBytes)
            await _outputs.SetAsync(output.Id, output);
    }

    /// <summary>The ids of the outputs asked for most, most popular first.</summary>
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

    private static CacheOptions InTier(TierChoice tier, CacheOptions options) =>
        tier == TierChoice.None ? options : options with
        {
            Strategy = CacheStrategy.Disk,
            Serializers = [new OutputSerializer()],
            MaxPayloadBytes = OutputSerializer.MostBytes,

            // An output is sent many times and compressed by nobody; reading it shall cost a read.
            EnableCompression = false,
        };

    private static CacheOptions InMemory(CacheOptions options) =>
        options with { Strategy = CacheStrategy.Memory, Entry = ForEver };
}
