using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Larder.Engine;

namespace Larder;

/// <summary>Every exception the library throws, named for its reason: the callers stay small enough to be inlined.</summary>
internal static class Throw
{
    [DoesNotReturn]
    internal static void NullKey() =>
        throw new ArgumentNullException("key", "A key must not be null. Pass a text that names the entry.");

    [DoesNotReturn]
    internal static void BadText(string fault, string parameter, bool isNull) =>
        throw (isNull ? new ArgumentNullException(parameter, fault) : new ArgumentException(fault, parameter));

    [DoesNotReturn]
    internal static ResolvedOptions BadOptions(List<string> faults) =>
        throw new ArgumentException(string.Join(" ", faults), "options");

    internal static void IfFaulty(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults), "options");
        }
    }

    [DoesNotReturn]
    internal static void NoSuchCache(string name, IEnumerable<string> names) =>
        throw new ArgumentException(
            $"There is no cache \"{name}\"; there are: {string.Join(", ", names)}. Add it where the caches are set up.", nameof(name));

    [DoesNotReturn]
    internal static string KeyTooLong(Type keys) =>
        throw new ArgumentException(
            $"A key may have {CacheText.Longest} characters, but this {keys.Name} has more. Use a shorter one, or a hash of it.", "key");

    [DoesNotReturn]
    internal static void BadTags(List<string> faults) => throw new ArgumentException(string.Join(" ", faults), "tags");

    [DoesNotReturn]
    internal static void Disposed(string cache) =>
        throw new ObjectDisposedException(cache, $"The cache \"{cache}\" was disposed. Use a cache whose CacheManager is still alive.");

    internal static void IfTooMany<T>(IReadOnlyCollection<T> keys, int most)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys.Count > most)
        {
            throw new CacheValidationException(
                $"One call may name {most} keys, but this one names {keys.Count}. Split it, or raise CacheOptions.MaxKeysAtOnce.");
        }
    }

    internal static ObjectDisposedException DisposedDuring(string cache) =>
        new(cache, $"The cache \"{cache}\" was disposed while a value was being loaded.");

    internal static void IfBadTags(string[] tags)
    {
        var faults = new List<string>();
        OptionFaults.OfTags(faults, tags);
        if (faults.Count > 0)
        {
            BadTags(faults);
        }
    }

    [DoesNotReturn]
    internal static void NothingToKeep(string key) =>
        throw new InvalidOperationException(
            $"There is no earlier value of \"{key}\" to keep. Ask CacheEntryContext.HasStale before KeepStale.");

    [DoesNotReturn]
    internal static void OwnKeyInFactory(string key) =>
        throw new InvalidOperationException(
            $"The factory of \"{key}\" asked the cache for \"{key}\", and would wait for itself. Read the source instead, or use another key.");

    [DoesNotReturn]
    internal static IReadOnlyDictionary<string, T> NoValues<T>() =>
        throw new InvalidOperationException(
            "The factory of GetOrCreateManyAsync returned null. Return a dictionary, without the keys that have no value.");

    internal static CacheLoadException LoadFailed(string key, string reason) =>
        new($"The factory of \"{key}\" failed: {reason}");

    internal static CacheTimeoutException TooSlow(string key, TimeSpan limit) =>
        new($"The value of \"{key}\" was not there after the hard time limit of {limit}. Lengthen HardTimeout, or set StaleIfError so that an earlier value can help out.");

    internal static CacheOverloadedException Overloaded(string cache, int running, int waiting) =>
        new($"The cache \"{cache}\" runs {running} loads, and {waiting} wait already. Try again later, raise the load limits, or set StaleIfError so that an earlier value can help out.");

    internal static int UnweighableEntry(string key, long weight) =>
        throw new CacheCapacityException(
            $"The entry of \"{key}\" weighs {weight}, but an entry may weigh 0 to {int.MaxValue}. Mend the IEntryMeter or CacheEntryOptions.Size.");

    [DoesNotReturn]
    internal static ICacheSerializer<T> NoSerializer<T>(string key) =>
        throw new CacheSerializationException(
            $"\"{key}\" cannot go beyond memory: no serializer knows {typeof(T)}. Add new JsonCacheSerializer(…) with a context that names the type, or a serializer of your own, to CacheOptions.Serializers.");

    internal static CacheSerializationException NotSerialized<T>(string key, Exception error) =>
        new($"The value of \"{key}\", a {typeof(T)}, could not be turned into bytes: {error.Message}", error);

    internal static void IfNoResolver(System.Text.Json.JsonSerializerOptions options)
    {
        if (options.TypeInfoResolver is null)
        {
            throw new ArgumentException(
                "The options must have a TypeInfoResolver, but have none. Set it to the Default of a JsonSerializerContext, or use JsonCacheSerializer.UsingReflection.",
                nameof(options));
        }
    }

    internal static void IfNotLong(long length, int expected)
    {
        if (length != expected)
        {
            throw new FormatException($"A value of this type has {expected} bytes, but these are {length}.");
        }
    }

    internal static void IfLonger(long length, int most)
    {
        if (length > most)
        {
            throw new FormatException($"A value of this type has {most} bytes at most, but these are {length}.");
        }
    }

    internal static bool IfNoFlag(byte value) =>
        value <= 1 ? value == 1 : throw new FormatException($"A flag is 0 or 1, but this one is {value}.");

    internal static CacheCapacityException TooBig(StoreCapacityException error) => new(error.Message, error);

    internal static TimeSpan IfNotPositive(TimeSpan time, [CallerMemberName] string name = "") =>
        time > TimeSpan.Zero
            ? time
            : throw new ArgumentOutOfRangeException(
                name, time, $"{name} must be longer than zero, but was {time}. Use DoNotCache for a value that shall not be kept.");

    internal static TimeSpan IfNegative(TimeSpan time, [CallerMemberName] string name = "") =>
        time >= TimeSpan.Zero
            ? time
            : throw new ArgumentOutOfRangeException(name, time, $"{name} must not be negative, but was {time}. Zero turns it off.");

    internal static long? IfNegative(long? size, [CallerMemberName] string name = "") =>
        size is null or >= 0
            ? size
            : throw new ArgumentOutOfRangeException(name, size, $"{name} must be zero or more, but was {size}.");

    [DoesNotReturn]
    internal static void BadTagCapacity(int capacity) =>
        throw new ArgumentOutOfRangeException(
            nameof(capacity), capacity, $"A tag table must remember at least 2 tags, but was given {capacity}. Leave it out for the default.");

    [DoesNotReturn]
    internal static void NoTags() =>
        throw new ArgumentException("At least one tag must be given, but there was none: every entry carries all of no tags. To remove everything, clear the cache.", "tags");

    [DoesNotReturn]
    internal static void TooManySubscribers(string cache, int most) =>
        throw new InvalidOperationException(
            $"The cache \"{cache}\" has {most} subscribers on this bus, and may not have more. Dispose subscriptions that are no longer used.");

    [DoesNotReturn]
    internal static void PublishedWhileApplying(int depth) =>
        throw new InvalidOperationException(
            $"Messages were published {depth} deep from within IInvalidationSink.Apply. A sink must not publish what it is told.");

    [DoesNotReturn]
    internal static T TierCannot<T>(string tier, string what) =>
        throw new NotSupportedException(
            $"The tier \"{tier}\" has no {what}. Look at ICacheTier.Capabilities before asking for it.");

    [DoesNotReturn]
    internal static void TierContradicts(string tier, long said, long written) =>
        throw new CacheConnectionException(
            $"The tier \"{tier}\" said that it found {said} bytes, but wrote {written}. Mend the tier.");

    [DoesNotReturn]
    internal static void TierIssuedNoVersion(string tier, long version) =>
        throw new CacheConnectionException(
            $"The tier \"{tier}\" issued the version {version} to a tag, but versions are above zero. Mend the tier.");

    [DoesNotReturn]
    internal static void TierBringsTooMuch(long bytes, int most) =>
        throw new CacheConnectionException(
            $"A read of a tier may bring {most} bytes, but this one brings {bytes}. Read fewer keys at once, or store less under each.");

    [DoesNotReturn]
    internal static void AdvancedTooFar(int count, int left) =>
        throw new ArgumentOutOfRangeException(
            nameof(count), count, $"A writer advanced by {count} bytes, but had asked for no more than {left}.");

    internal static void IfNoLife(TimeSpan? timeToLive)
    {
        if (timeToLive <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeToLive), timeToLive, $"An entry of a tier must live longer than zero, but was given {timeToLive}. Pass null for no end.");
        }
    }
}
