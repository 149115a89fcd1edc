using System.Collections.Concurrent;
using Larder.Invalidation;
using Larder.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Larder.Tests;

/// <summary>A manager of one cache in memory, on a clock that the test moves.</summary>
internal sealed class CacheUnderTest : IAsyncDisposable
{
    internal const string Key = "key";
    private readonly ConcurrentBag<Action> _stops = [];

    internal CacheUnderTest(
        CacheOptions? options = null,
        CacheEntryOptions? entry = null,
        IInvalidationBus? bus = null,
        ManualClock? clock = null,
        ILoggerFactory? loggers = null)
    {
        Clock = clock ?? new ManualClock();
        options ??= new CacheOptions();
        Manager = new CacheManager(new CacheManagerOptions
        {
            // What the machine has left of its memory is no business of a test.
            Default = options with { MemoryPressureThreshold = 1, Entry = entry ?? options.Entry },
            Time = Clock,
            Bus = bus,
            Loggers = loggers ?? NullLoggerFactory.Instance,
            Seed = 17,
        });
    }

    internal ManualClock Clock { get; }

    internal CacheManager Manager { get; }

    internal LarderCache Cache => Manager.Default;

    /// <summary>Disposes the manager; whatever the test left unanswered is cancelled, so that a failed test ends too.</summary>
    public async ValueTask DisposeAsync()
    {
        var disposing = Manager.DisposeAsync();
        foreach (var stop in _stops) stop();
        await disposing;
    }

    /// <summary>Asks for a key that the source makes when it is missing. Runs up to the first wait before it returns.</summary>
    internal Task<T> Ask<T>(
        Source<T> source,
        CacheEntryOptions? options = null,
        string key = Key,
        CancellationToken cancellationToken = default)
    {
        _stops.Add(source.Stop);
        return Cache.GetOrCreateAsync(
            key, source, static (it, context, token) => it.MakeAsync(context, token), options, cancellationToken).AsTask();
    }

    /// <summary>Asks for a key whose factory answers at once.</summary>
    internal Task<T> Load<T>(T value, CacheEntryOptions? options = null, string key = Key) =>
        Cache.GetOrCreateAsync(
            key, value, static (it, _, _) => new ValueTask<T>(it), options).AsTask();

    /// <summary>Asks for a key whose factory throws at once.</summary>
    internal Task<T> LoadBadly<T>(Exception error, CacheEntryOptions? options = null, string key = Key) =>
        Cache.GetOrCreateAsync<Exception, T>(
            key, error, static (it, _, _) => ValueTask.FromException<T>(it), options).AsTask();

    /// <summary>What the cache holds that is fresh; the default of the type when there is nothing.</summary>
    internal T? Held<T>(string key = Key) => Cache.TryGetLocal<T>(key, out var value) ? value : default;

    internal ValueTask Remove(string key = Key) => Done(Cache.RemoveAsync(key));

    /// <summary>Waits until no load runs any more, in the background neither.</summary>
    internal Task WhenQuiet() => Eventually.IsTrue("no load runs", () => Cache.RunningLoads == 0);

    private static async ValueTask Done(ValueTask<bool> call) => await call;
}
