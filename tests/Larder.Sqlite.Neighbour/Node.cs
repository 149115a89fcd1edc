using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Larder.Invalidation;
using Larder.Sqlite.Tier;
using Larder.Tiers;

namespace Larder.Sqlite.Neighbour;

/// <summary>The least that a cache is: a memory in front of the tier, emptied by what the bus says.</summary>
/// <remarks>Invariants: memory, trust and generation are guarded by <c>_gate</c>. A read that was overtaken by news is not kept.</remarks>
internal sealed class Node : IInvalidationSink, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _memory = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _marks = new(StringComparer.Ordinal);
    private readonly SqliteTierFactory _factory;
    private readonly ICacheTier _tier;
    private readonly IDisposable _subscription;
    private bool _isTrusted = true;
    private long _generation;

    internal Node(string path)
    {
        _factory = new SqliteTierFactory(new SqliteTierOptions { Path = path, BusyTimeout = TimeSpan.FromSeconds(30) });
        _tier = _factory.Create("cache");
        _subscription = _factory.Bus.Subscribe("cache", this);
    }

    public Guid Origin { get; } = Guid.NewGuid();

    internal async Task<string> SetAsync(string key, string value)
    {
        Forget(key);
        await _tier.SetAsync(key, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(value)), TimeSpan.FromHours(1));
        Forget(key);
        await _factory.Bus.PublishAsync(CacheInvalidation.Set("cache", Origin, key));
        return "ok";
    }

    internal async Task<string> ReadAsync(string key)
    {
        long generation;
        lock (_gate)
        {
            if (_isTrusted && _memory.TryGetValue(key, out var known))
            {
                return $"memory {known}";
            }

            generation = _generation;
        }

        var bytes = new ArrayBufferWriter<byte>();
        var entry = await _tier.GetAsync(key, bytes);
        if (!entry.Found)
        {
            return "nothing";
        }

        var value = Encoding.UTF8.GetString(bytes.WrittenSpan);
        lock (_gate)
        {
            if (generation == _generation && _isTrusted)
            {
                _memory[key] = value;
            }
        }

        return $"tier {value}";
    }

    /// <summary>Tells the others something that they can wait for, and says when it was told.</summary>
    internal async Task<string> MarkAsync(string mark)
    {
        await _factory.Bus.PublishAsync(CacheInvalidation.Remove("cache", Origin, mark));
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

    public void Apply(CacheInvalidation what)
    {
        Forget(what.Key!);
        MarkOf(what.Key!).TrySetResult(Stopwatch.GetTimestamp());
    }

    public void Distrust()
    {
        lock (_gate)
        {
            _isTrusted = false;
            _generation++;
        }
    }

    public void Trust()
    {
        lock (_gate)
        {
            _memory.Clear();
            _generation++;
            _isTrusted = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        await _factory.DisposeAsync();
    }

    private TaskCompletionSource<long> MarkOf(string mark) =>
        _marks.GetOrAdd(mark, static _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Forget(string key)
    {
        lock (_gate)
        {
            _generation++;
            _memory.Remove(key);
        }
    }
}
