using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Larder.Server.Admin;

/// <summary>Requests and answers of the administration as types; the document is made from them.</summary>
internal static class AdminModels
{
    [Description("Every cache of the process.")]
    public sealed record CacheList(IReadOnlyList<CacheDetails> Caches);

    [Description("A cache: what it was told, what it has done, what it holds.")]
    public sealed record CacheDetails(string Name, CacheTerms Options, CacheFigures Stats, MemoryUse Memory);

    [Description("How a cache behaves.")]
    public sealed record CacheTerms(
        string EvictionPolicy,
        long? MaxEntries,
        long? MaxBytes,
        [property: Description("Null for ever.")] double? TtlSeconds,
        double MemoryPressureThreshold,
        bool Statistics,
        int MaxConcurrentLoads,
        int MaxWaitingLoads,
        int MaxBackgroundRefreshes);

    [Description("What a cache has done.")]
    public sealed record CacheFigures(
        long Hits,
        long Misses,
        double HitRate,
        long StaleHits,
        long StandIns,
        long Sets,
        long Deletes,
        long Errors,
        long Loads,
        long LoadFailures,
        long Refreshes,
        long Overloads,
        long Evictions,
        long EvictionsByPressure,
        long Expirations);

    [Description("What a cache holds.")]
    public sealed record MemoryUse(
        long Entries,
        [property: Description("About how many bytes they hold; null where the entries weigh something else.")] long? Bytes,
        [property: Description("What they weigh together.")] long Weight,
        [property: Description("What they may weigh together.")] long MaxWeight,
        [property: AllowedValues("entries", "bytes", "weight")]
        [property: Description("What a weight is: one for each entry, its bytes, or its share of two bounds at once.")] string Unit);

    [Description("A page of keys.")]
    public sealed record KeyPageOfCache(
        string Cache,
        IReadOnlyList<KeyDetails> Keys,
        [property: Description("For the next page; null on the last.")] long? Cursor);

    [Description("A key and what is known of its entry.")]
    public sealed record KeyDetails(
        string Key,
        [property: Description("About how many bytes of memory it takes, its key included; null where nobody knows.")] long? Bytes,
        [property: Description("What it weighs, in the unit of its cache.")] long Weight,
        [property: Description("The policy's estimate of use, 0 to 15.")] int Frequency,
        bool Pinned,
        string Type,
        double? TtlSeconds,
        bool Stale,
        long Version,
        IReadOnlyList<string> Tags);

    [Description("An entry; its value only when it was asked for.")]
    public sealed record EntryDetails(
        string Cache, string Key, string Type, double? TtlSeconds, bool Stale, long Version, IReadOnlyList<string> Tags)
    {
        public ShownValue Value { get; init; } = new("none");
    }

    [Description("A value in a form that can be shown.")]
    public sealed record ShownValue([property: AllowedValues("text", "base64", "json", "none")] string Encoding)
    {
        public string ContentType { get; init; } = "";

        public long Length { get; init; }

        public bool Truncated { get; init; }

        [Description("The value, or the part of it that is shown.")]
        public JsonElement Data { get; init; }

        [Description("Why there is none.")]
        public string Reason { get; init; } = "";
    }

    [Description("What a change is for: exactly one of these.")]
    public sealed record Target
    {
        public string Key { get; init; } = "";

        public string Tag { get; init; } = "";

        public string Pattern { get; init; } = "";
    }

    [Description("What a change has touched, or would.")]
    public sealed record Change(
        string Cache,
        [property: AllowedValues("remove", "expire", "clear")] string Action,
        [property: AllowedValues("key", "tag", "pattern", "all")] string By,
        long Count,
        bool Preview);
}
