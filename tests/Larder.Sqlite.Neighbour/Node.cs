using System.Collections.Concurrent;
using System.Diagnostics;
using Larder.Invalidation;
using Larder.Sqlite.Tier;

namespace Larder.Sqlite.Neighbour;

/// <summary>A hybrid cache over the file, as an application has it: memory in front of the tier, and the file's own bus.</summary>
/// <remarks>
/// Beside it stand marks, messages about another cache, by which a test knows that a process has heard of everything before them.
/// Invariants: a mark is set once, by whoever hears of it or asks for it first.
/// </remarks>
internal sealed class Node : IInvalidationSink, IAsyncDisposable
{
    private const string Marks = "marks";

    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _marks = new(StringComparer.Ordinal);
    private readonly SqliteTierFactory _factory;
    private readonly CacheManager _manager;
    private readonly LarderCache _cache;
    private readonly IDisposable _subscription;

    internal Node(string path)
    {
        _factory = new SqliteTierFactory(new SqliteTierOptions { Path = path, BusyTimeout = TimeSpan.FromSeconds(30) });
        _manager = new CacheManager(new CacheManagerOptions { Bus = _factory.Bus, Tiers = [_factory] });
        _cache = _manager.Default;
        _subscription = _factory.Bus.Subscribe(Marks, this);
    }

    public Guid Origin { get; } = Guid.NewGuid();

    internal async Task<string> SetAsync(string key, string value) =>
        Told((await _cache.SetAsync(key, value)).Written.HasFlag(CacheTiers.WriteShared));

    internal async Task<string> RemoveAsync(string key)
    {
        await _cache.RemoveAsync(key);
        return Told(_cache.GetStats().Errors == 0);
    }

    internal async Task<string> ReadAsync(string key) => await _cache.TryGetAsync<string>(key) switch
    {
        { Found: false } => "nothing",
        { Tier: CacheTier.Memory } result => $"memory {result.Value}",
        { } result => $"tier {result.Value}",
    };

    /// <summary>Asks for a value that the source has now.</summary>
    internal async Task<string> LoadAsync(string key, string value) =>
        await _cache.GetOrCreateAsync(key, value, static (it, _, _) => new ValueTask<string>(it));

    /// <summary>Tells the others something that they can wait for, and says when it was told.</summary>
    internal async Task<string> MarkAsync(string mark)
    {
        await _factory.Bus.PublishAsync(CacheInvalidation.Remove(Marks, Origin, mark));
        return $"{Stopwatch.GetTimestamp()}";
    }

    /// <summary>Waits for what another told, and says when it was heard.</summary>
    internal async Task<string> AwaitAsync(string mark) => $"{await MarkOf(mark).Task}";

    /// <summary>Writes one entry after the other and says so, until somebody kills the process.</summary>
    internal async Task<string> WriteForEverAsync(string prefix, TextWriter output)
    {
        for (var i = 0; ; i++)
        {
            await SetAsync($"{prefix}{i}", $"{i}");
            await output.WriteLineAsync($"{i}");
            await output.FlushAsync();
        }
    }

    public void Apply(CacheInvalidation what) => MarkOf(what.Key!).TrySetResult(Stopwatch.GetTimestamp());

    public void Distrust()
    {
        // A mark that is lost is waited for in vain, and the test fails.
    }

    public void Trust()
    {
        // The same.
    }

    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        await _manager.DisposeAsync();
        await _factory.DisposeAsync();
    }

    private static string Told(bool isDone) => isDone ? "ok" : "the tier did not take it";

    private TaskCompletionSource<long> MarkOf(string mark) =>
        _marks.GetOrAdd(mark, static _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
}
