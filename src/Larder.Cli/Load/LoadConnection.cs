using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using Larder.Cli.Http;
using Larder.Engine.Statistics;

namespace Larder.Cli.Load;

/// <summary>One client of a run: sends, waits for the answer, and sends the next at once.</summary>
/// <remarks>
/// Invariants. The loop alone sends, counts and replaces the connection. The run's watch may call
/// <see cref="AbortOlderThan"/> or <see cref="Abandon"/> at any moment; the fields that both sides use are the time
/// stamp of the request in the air (zero when there is none), the connection and the reason of the abort, each read
/// and written with ordering. An abort that comes a moment too late is seen after the answer, and the closed
/// connection is replaced; the worst outcome of the race left is one more request that counts as too late.
/// </remarks>
internal sealed class LoadConnection
{
    // A server that refuses is asked again ten times a second, not as fast as the loop can go.
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    /// <summary>A prime, so that the connections of one seed and those of the next do not share their chance.</summary>
    private const int SeedStep = 1_000_003;

    private const int NotAborted = 0;
    private const int AbortedByTimeout = 1;
    private const int AbortedByEnd = 2;

    private readonly LoadPlan _plan;
    private readonly TimeProvider _time;
    private readonly LatencyHistogram _puts;
    private readonly LatencyHistogram _gets;
    private readonly Random _random;
    private byte[] _request = [];
    private HttpConnection? _connection;
    private long _sentAt;
    private int _abort;

    public LoadConnection(LoadPlan plan, TimeProvider time, LatencyHistogram puts, LatencyHistogram gets, int number)
    {
        _plan = plan;
        _time = time;
        _puts = puts;
        _gets = gets;
        _random = new Random(unchecked((plan.Seed * SeedStep) + number));
    }

    public ConnectionTally Tally { get; } = new();

    /// <summary>Works until there is no work left or the run is over.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && _plan.Work.TryTake(_random, out var operation))
            {
                var verdict = await TryOnceAsync(operation, stop);
                Tally.Add(operation, verdict);
                if (verdict.Outcome == Outcome.Failure && _connection is null)
                    await PauseAsync(stop);
            }
        }
        finally
        {
            _connection?.Dispose();
        }
    }

    /// <summary>Called by the watch: ends a request that has taken longer than allowed.</summary>
    public void AbortOlderThan(TimeSpan limit)
    {
        // The partner is the write in TryOnceAsync.
        var sentAt = Volatile.Read(ref _sentAt);
        if (sentAt != 0 && _time.GetElapsedTime(sentAt) > limit)
            Abort(AbortedByTimeout);
    }

    /// <summary>Called by the watch once the run is over: nobody waits for the answer any longer.</summary>
    public void Abandon() => Abort(AbortedByEnd);

    private void Abort(int reason)
    {
        // The partner is the exchange in Explain: the reason is there before the closed socket wakes the loop.
        Interlocked.CompareExchange(ref _abort, reason, NotAborted);

        // The partner is the write in ConnectAsync.
        Volatile.Read(ref _connection)?.Abort();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Verdict> TryOnceAsync(Operation operation, CancellationToken stop)
    {
        var request = _plan.Writer.Write(operation, ref _request);
        try
        {
            // The partner is the read in AbortOlderThan; connecting has the same limit.
            Volatile.Write(ref _sentAt, _time.GetTimestamp());
            var connection = _connection ?? await ConnectAsync(stop);
            var start = _time.GetTimestamp();
            Volatile.Write(ref _sentAt, start);
            var reply = await connection.ExchangeAsync(request, CancellationToken.None);
            var elapsed = _time.GetElapsedTime(start);

            var verdict = _plan.Judge.Judge(operation, reply);
            if (verdict.Outcome != Outcome.Failure)
                (operation.IsPut ? _puts : _gets).Record(elapsed);

            // The partner is the exchange in Abort: it may have closed the connection just after the answer came.
            if (!connection.IsUsable || Interlocked.Exchange(ref _abort, NotAborted) != NotAborted)
                Drop();
            return verdict;
        }
        catch (Exception fault) when (IsOfTheWire(fault))
        {
            Drop();
            return Explain(fault, stop);
        }
        finally
        {
            Volatile.Write(ref _sentAt, 0);
        }
    }

    private async Task<HttpConnection> ConnectAsync(CancellationToken stop)
    {
        // Connecting cannot be aborted through a socket that nobody has yet, so it carries its own limit.
        using var limit = new CancellationTokenSource(_plan.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            var connection = await HttpConnection.ConnectAsync(_plan.Server, either.Token);

            // The partner is the read in Abort.
            Volatile.Write(ref _connection, connection);
            return connection;
        }
        catch (OperationCanceledException fault) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException("no connection in time", fault);
        }
    }

    private void Drop()
    {
        _connection?.Dispose();
        Volatile.Write(ref _connection, null);
    }

    private Verdict Explain(Exception fault, CancellationToken stop)
    {
        // The partner is the exchange in Abort; taken away, so that the next request starts without a reason.
        var reason = Interlocked.Exchange(ref _abort, NotAborted);
        if (reason == AbortedByEnd || (fault is OperationCanceledException && stop.IsCancellationRequested))
            return Verdict.Unfinished;

        return new Verdict(Outcome.Failure, fault switch
        {
            _ when reason == AbortedByTimeout => "no answer in time",
            TimeoutException => "no connection in time",
            MalformedReplyException => $"no usable answer: {fault.Message}",
            SocketException socket => $"no connection: {socket.SocketErrorCode}",
            IOException { InnerException: SocketException socket } => $"connection lost: {socket.SocketErrorCode}",
            AuthenticationException => "no encrypted connection",
            _ => fault.Message,
        });
    }

    private async Task PauseAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(PauseAfterFailure, _time, stop);
        }
        catch (OperationCanceledException)
        {
            // The run is over, which the loop sees by itself.
        }
    }

    private static bool IsOfTheWire(Exception fault) =>
        fault is IOException or SocketException or ObjectDisposedException or MalformedReplyException
            or TimeoutException or OperationCanceledException or AuthenticationException;
}
