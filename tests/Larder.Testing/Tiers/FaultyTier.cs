using System.Buffers;
using Larder.Tiers;

namespace Larder.Testing.Tiers;

/// <summary>A tier that fails as a test tells it to; what it does not get wrong, the tier behind it answers.</summary>
/// <remarks>
/// <para>
/// <see cref="Next"/> scripts the calls to come, one fault each; after them, <see cref="Always"/> holds. A tier that flaps is
/// told so with <see cref="Cycle"/>. Whatever takes time takes that of the clock it was given.
/// </para>
/// <para>Invariants: the script is guarded by <c>_gate</c>, and each call takes one fault from it when it begins.</para>
/// </remarks>
public sealed class FaultyTier(ICacheTier inner, TimeProvider time) : ICacheTier
{
    private readonly Lock _gate = new();
    private readonly Queue<TierFault> _script = new();
    private TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TierFault[] _always = [TierFault.None];
    private int _turn;
    private int _calls;
    private int _hanging;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public TierCapabilities Capabilities => inner.Capabilities;

    /// <inheritdoc/>
    public ITagVersions? Tags => inner.Tags is null ? null : new FaultyTags(this, inner.Tags);

    /// <summary>What it does when the script is over.</summary>
    public TierFault Always
    {
        set => Cycle(value);
    }

    /// <summary>How long a slow call takes.</summary>
    public TimeSpan Slowness { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Whose bytes it gives for those of another.</summary>
    public string OtherKey { get; set; } = "another key";

    /// <summary>What it throws.</summary>
    public Func<Exception> Error { get; set; } = static () => new IOException("The tier was told to fail.");

    /// <summary>How often it was called.</summary>
    public int Calls => Volatile.Read(ref _calls); // partner: the increment in FailAsync

    /// <summary>How many calls hang.</summary>
    public int Hanging => Volatile.Read(ref _hanging); // partner: the changes in HangAsync

    /// <summary>What it does in the next calls, one after the other.</summary>
    public void Next(params TierFault[] faults)
    {
        lock (_gate)
        {
            foreach (var fault in faults)
            {
                _script.Enqueue(fault);
            }
        }
    }

    /// <summary>What it does in turn, over and over, when the script is over.</summary>
    public void Cycle(params TierFault[] faults)
    {
        lock (_gate)
        {
            _always = faults;
            _turn = 0;
        }
    }

    /// <summary>Lets the calls go on that hang.</summary>
    public void Release()
    {
        var release = Interlocked.Exchange(
            ref _release, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        release.SetResult();
    }

    /// <inheritdoc/>
    public async ValueTask<TierEntry> GetAsync(string key, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
    {
        var fault = await FailAsync(FaultyCall.Read, cancellationToken);
        var bytes = new ArrayBufferWriter<byte>();
        var entry = await inner.GetAsync(fault == TierFault.OtherKey ? OtherKey : key, bytes, cancellationToken);
        return Lies.Tell(fault, entry, bytes.WrittenSpan, destination);
    }

    /// <inheritdoc/>
    public async ValueTask GetManyAsync(
        IReadOnlyList<string> keys, IBufferWriter<byte> destination, Memory<TierEntry> found, CancellationToken cancellationToken = default)
    {
        var fault = await FailAsync(FaultyCall.Read, cancellationToken);
        var bytes = new ArrayBufferWriter<byte>();
        var asked = fault == TierFault.OtherKey ? [.. keys.Select(_ => OtherKey)] : keys;
        await inner.GetManyAsync(asked, bytes, found, cancellationToken);
        var start = 0;
        for (var i = 0; i < found.Length; i++)
        {
            var length = found.Span[i].Length;
            found.Span[i] = Lies.Tell(fault, found.Span[i], bytes.WrittenSpan.Slice(start, length), destination);
            start += length;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> SetAsync(
        string key, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        await FailAsync(FaultyCall.Write, cancellationToken);
        return await inner.SetAsync(key, value, timeToLive, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask SetManyAsync(IReadOnlyList<TierWrite> writes, CancellationToken cancellationToken = default)
    {
        await FailAsync(FaultyCall.Write, cancellationToken);
        await inner.SetManyAsync(writes, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<long> TrySetAsync(
        string key, long expectedVersion, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        await FailAsync(FaultyCall.Write, cancellationToken);
        return await inner.TrySetAsync(key, expectedVersion, value, timeToLive, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        await FailAsync(FaultyCall.Remove, cancellationToken);
        return await inner.RemoveAsync(key, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<long> RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        await FailAsync(FaultyCall.Remove, cancellationToken);
        return await inner.RemoveManyAsync(keys, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        await FailAsync(FaultyCall.Remove, cancellationToken);
        await inner.ClearAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<TierPage> ScanAsync(string prefix, string? cursor, int limit, CancellationToken cancellationToken = default)
    {
        await FailAsync(FaultyCall.Read, cancellationToken);
        return await inner.ScanAsync(prefix, cursor, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>Takes the next fault and does of it what comes before an answer.</summary>
    internal async ValueTask<TierFault> FailAsync(FaultyCall call, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls); // partner: the read in Calls
        var fault = Take();
        switch (fault)
        {
            case TierFault.Throws:
            case TierFault.ReadOnly when call != FaultyCall.Read:
            case TierFault.Full when call == FaultyCall.Write:
                throw Error();
            case TierFault.Slow:
                await Task.Delay(Slowness, time, cancellationToken);
                break;
            case TierFault.Hangs:
                await HangAsync(cancellationToken);
                break;
            case TierFault.HangsDeaf:
                await HangAsync(CancellationToken.None);
                break;
            default:
                break;
        }

        return fault;
    }

    private TierFault Take()
    {
        lock (_gate)
        {
            return _script.TryDequeue(out var fault) ? fault : _always[_turn++ % _always.Length];
        }
    }

    private async Task HangAsync(CancellationToken cancellationToken)
    {
        var release = Volatile.Read(ref _release); // partner: the exchange in Release
        Interlocked.Increment(ref _hanging); // partner: the read in Hanging
        try
        {
            await release.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _hanging); // partner: the read in Hanging
        }
    }
}
