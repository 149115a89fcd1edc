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
    private int _working;

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

    /// <summary>How many calls the tier behind is answering.</summary>
    public int Working => Volatile.Read(ref _working); // partner: the changes in DoAsync

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
    public ValueTask<TierEntry> GetAsync(string key, IBufferWriter<byte> destination, CancellationToken cancellationToken = default) =>
        DoAsync(
            FaultyCall.Read,
            async fault =>
            {
                var bytes = new ArrayBufferWriter<byte>();
                var entry = await inner.GetAsync(fault == TierFault.OtherKey ? OtherKey : key, bytes, cancellationToken);
                return Lies.Tell(fault, entry, bytes.WrittenSpan, destination);
            },
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask GetManyAsync(
        IReadOnlyList<string> keys, IBufferWriter<byte> destination, Memory<TierEntry> found, CancellationToken cancellationToken = default) =>
        await DoAsync(
            FaultyCall.Read,
            async fault =>
            {
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

                return true;
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> SetAsync(
        string key, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default) =>
        DoAsync(FaultyCall.Write, _ => inner.SetAsync(key, value, timeToLive, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SetManyAsync(IReadOnlyList<TierWrite> writes, CancellationToken cancellationToken = default) =>
        await DoAsync(FaultyCall.Write, _ => DoneAsync(inner.SetManyAsync(writes, cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> TrySetAsync(
        string key, long expectedVersion, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default) =>
        DoAsync(FaultyCall.Write, _ => inner.TrySetAsync(key, expectedVersion, value, timeToLive, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        DoAsync(FaultyCall.Remove, _ => inner.RemoveAsync(key, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default) =>
        DoAsync(FaultyCall.Remove, _ => inner.RemoveManyAsync(keys, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default) =>
        await DoAsync(FaultyCall.Remove, _ => DoneAsync(inner.ClearAsync(cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<TierPage> ScanAsync(string prefix, string? cursor, int limit, CancellationToken cancellationToken = default) =>
        DoAsync(FaultyCall.Read, _ => inner.ScanAsync(prefix, cursor, limit, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>Does of the next fault what comes before an answer, asks the tier behind, and does what comes after.</summary>
    internal async ValueTask<T> DoAsync<T>(FaultyCall call, Func<TierFault, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        var fault = await FailAsync(call, cancellationToken);
        Interlocked.Increment(ref _working); // partner: the read in Working
        try
        {
            var answer = await ask(fault);
            return fault == TierFault.LosesAnswer ? throw Error() : answer;
        }
        finally
        {
            Interlocked.Decrement(ref _working); // partner: the read in Working
        }
    }

    private static async ValueTask<bool> DoneAsync(ValueTask call)
    {
        await call;
        return true;
    }

    private async ValueTask<TierFault> FailAsync(FaultyCall call, CancellationToken cancellationToken)
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
