using System.Buffers;
using System.IO.Pipelines;

namespace Larder.AspNetCore.KeyValue;

/// <summary>The body of one request, gathered in rented memory that grows with what arrives, not with what is promised.</summary>
internal sealed class ReceivedBody : IDisposable
{
    /// <summary>Bodies up to this size are not counted against the budget.</summary>
    private const int SmallBytes = 64 * 1024;

    private const int FirstBytes = 1024;

    private readonly BodyBudget _budget;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;
    private long _taken;

    private ReceivedBody(BodyBudget budget) => _budget = budget;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>How many bytes came, those that were not kept included.</summary>
    public long Received { get; private set; }

    /// <summary>Whether all that came was kept.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>
    /// Reads to the end. What does not fit is read as well, and dropped: a client that is still sending would not see the
    /// answer otherwise. How much that may be is for the server's own limit to say.
    /// </summary>
    public static async ValueTask<ReceivedBody> ReadAsync(
        PipeReader source, BodyBudget budget, long most, CancellationToken cancellation)
    {
        var body = new ReceivedBody(budget);
        var isRead = false;
        try
        {
            while (!isRead)
            {
                var result = await source.ReadAsync(cancellation).ConfigureAwait(false);
                body.Take(result.Buffer, most);
                source.AdvanceTo(result.Buffer.End);
                isRead = result.IsCompleted;
            }

            return body;
        }
        finally
        {
            if (!isRead)
                body.Dispose();
        }
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
        if (_taken > 0)
            _budget.Give(_taken);
        _taken = 0;
    }

    private void Take(in ReadOnlySequence<byte> piece, long most)
    {
        Received += piece.Length;
        if (!IsWhole || (Received <= most && TryAppend(piece)))
            return;

        IsWhole = false;
        Dispose();
    }

    private bool TryAppend(in ReadOnlySequence<byte> piece)
    {
        var needed = checked((int)(_length + piece.Length));
        if (needed > _bytes.Length && !TryGrow(needed))
            return false;

        piece.CopyTo(_bytes.AsSpan(_length));
        _length = needed;
        return true;
    }

    private bool TryGrow(int needed)
    {
        var size = Math.Max(needed, (int)Math.Min(Array.MaxLength, 2L * _bytes.Length));
        if (size > SmallBytes)
        {
            if (!_budget.TryTake(size - _taken))
                return false;
            _taken = size;
        }

        var grown = ArrayPool<byte>.Shared.Rent(size);
        Bytes.Span.CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = grown;
        return true;
    }
}
