using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Larder.Engine;

namespace Larder.AspNetCore.KeyValue;

/// <summary>The cache of the API: what its routes do, without HTTP.</summary>
/// <remarks>
/// A tier beyond memory belongs to the cache, which sees to it that both agree; here is only what that means for HTTP.
/// </remarks>
internal sealed class KeyValueStore(LarderCache cache, WireMaker maker, KeyValueOptions options)
{
    /// <summary>How many calls to a tier may be under way: more than the requests of a host that keeps its usual limits.</summary>
    internal const int MostTierCalls = 32_768;

    // Each turn means that another writer of the same key got through.
    private const int MostTurns = 1_000;
    private const long NoVersion = long.MinValue;

    internal KeyValueOptions Options => options;

    internal WireMaker Maker => maker;

    /// <summary>Whether memory is not all there is.</summary>
    internal bool HasTier { get; } = options.Tier != KeyValueTier.None;

    /// <summary>Looks a key up in memory, by its characters. Nothing is made.</summary>
    public bool TryGet(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out WireValue value) =>
        cache.TryGetLocal(key, out value);

    /// <summary>Looks a key up in memory and then in the tier; what that has, is in memory from then on.</summary>
    /// <returns>The value; null when there is none, or none that the tier can be asked for.</returns>
    public ValueTask<WireValue?> FindAsync(ReadOnlySpan<char> key)
    {
        if (!HasTier)
            return new ValueTask<WireValue?>(cache.TryGetLocal<WireValue>(key, out var value) ? value : null);

        var looked = cache.TryGetAsync<WireValue>(key);
        return looked.IsCompletedSuccessfully
            ? new ValueTask<WireValue?>(looked.Result.Value)
            : AwaitAsync(looked);
    }

    /// <summary>Writes, whatever is there.</summary>
    public async ValueTask<WriteOutcome> SetAsync(string key, WireValue value, TimeSpan? timeToLive)
    {
        var result = await cache.SetAsync(key, value, OptionsOf(timeToLive)).ConfigureAwait(false);
        return new WriteOutcome(result.Failed == CacheTiers.None ? WriteState.Written : WriteState.InMemoryAlone);
    }

    public ValueTask<bool> RemoveAsync(string key) => cache.RemoveAsync(key);

    public EntryPage<string> List(long cursor, int limit, string? prefix) => cache.List(cursor, limit, prefix);

    /// <summary>Writes if the key still has a version, 0 for none.</summary>
    public async ValueTask<WriteOutcome> TryUpdateAsync(string key, long expected, WireValue value, TimeSpan? timeToLive)
    {
        var before = NoVersion;
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var found = await cache.TryGetAsync<WireValue>(key).ConfigureAwait(false);
            var current = found.Found ? found.Value!.Version : 0;
            if (current != expected)
                return new WriteOutcome(WriteState.Conflict, current);
            if (IsHopeless(before, found.Version))
                break;

            // The cache has versions of its own: they change as well when an entry is weighed again.
            var written = await cache.TryUpdateAsync(key, found.Version, value, OptionsOf(timeToLive)).ConfigureAwait(false);
            if (written.Succeeded)
                return new WriteOutcome(WriteState.Written);
            before = found.Version;
        }

        return new WriteOutcome(WriteState.Busy);
    }

    /// <summary>Adds to a value that is a whole number; one that is missing counts as zero.</summary>
    public async ValueTask<Increment> IncrementAsync(string key, long by, TimeSpan? timeToLive)
    {
        var before = NoVersion;
        for (var turn = 0; turn < MostTurns; turn++)
        {
            var found = await cache.TryGetAsync<WireValue>(key).ConfigureAwait(false);
            if (IsHopeless(before, found.Version))
                break;

            before = found.Version;
            var sum = by;
            if (found.Found)
            {
                if (!TryReadNumber(found.Value!, out var number))
                    return new Increment(null, "The value of this key is no whole number of 64 bits.");
                if (number > 0 ? by > long.MaxValue - number : by < long.MinValue - number)
                    return new Increment(null, "The sum does not fit into a whole number of 64 bits.");
                sum = number + by;
            }

            // What has a value keeps its end; the time to live of the request is for a new one.
            var left = found.Found ? found.ExpiresIn : timeToLive;
            if (left == TimeSpan.Zero)
                continue;

            var value = maker.OfText(
                Encoding.UTF8.GetBytes(key),
                Encoding.UTF8.GetBytes(sum.ToString(CultureInfo.InvariantCulture)),
                left);
            var written = await cache.TryUpdateAsync(key, found.Version, value, OptionsOf(left)).ConfigureAwait(false);
            if (written.Succeeded)
                return new Increment(value, null);
        }

        return new Increment(null, null);
    }

    /// <summary>The compressed copy of a value: made by the first who asks, and kept with it.</summary>
    public async ValueTask<CompressedBody> CompressAsync(string key, WireValue value)
    {
        if (!value.BeginCompression(out var others))
        {
            await others.ConfigureAwait(false);
            return value.Compressed!;
        }

        var copy = CompressedBody.None;
        try
        {
            copy = CompressedBody.Of(value);
        }
        finally
        {
            value.EndCompression(copy);
        }

        // In front of a tier room was kept for it from the beginning.
        if (copy.Bytes is not null && !HasTier)
            await WeighAgainAsync(key, value).ConfigureAwait(false);
        return copy;
    }

    /// <summary>How long a value still lives, in whole seconds, rounded up.</summary>
    public long SecondsLeft(WireValue value)
    {
        var left = Math.Max(0, value.ExpiresAt - maker.NowTicks);
        return (left + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
    }

    /// <summary>Lets the cache know of the copy: what is written again is measured again.</summary>
    private async ValueTask WeighAgainAsync(string key, WireValue value)
    {
        var found = await cache.TryGetAsync<WireValue>(key).ConfigureAwait(false);
        if (!ReferenceEquals(found.Value, value) || found.ExpiresIn == TimeSpan.Zero)
            return;

        // Refused when somebody wrote the key meanwhile: then this value is on its way out anyhow.
        await cache.TryUpdateAsync(key, found.Version, value, OptionsOf(found.ExpiresIn)).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether a write over a version failed though nobody else has written since: then it is the tier that fails, and memory,
    /// which may have less than that, must not decide alone.
    /// </summary>
    private bool IsHopeless(long before, long version) => HasTier && before == version;

    private static async ValueTask<WireValue?> AwaitAsync(ValueTask<CacheResult<WireValue>> looked) =>
        (await looked.ConfigureAwait(false)).Value;

    private static bool TryReadNumber(WireValue value, out long number)
    {
        number = 0;
        return !value.IsRaw
            && Utf8Parser.TryParse(value.JsonText, out number, out var read) && read == value.JsonText.Length;
    }

    private static CacheEntryOptions? OptionsOf(TimeSpan? timeToLive) =>
        timeToLive is null ? null : new CacheEntryOptions { Expiration = timeToLive };
}
