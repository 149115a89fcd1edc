using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;

namespace Larder.Server.Payloads.Requests;

/// <summary>The body of one request, gathered in rented memory that grows with what arrives, not with what is promised.</summary>
internal sealed class RequestBody : IDisposable
{
    /// <summary>Bodies up to this size are not counted against the budget.</summary>
    public const int SmallBytes = 64 * 1024;

    private const int FirstBytes = 1024;

    private readonly BodyBudget _budget;
    private byte[] _bytes;
    private int _length;
    private long _taken;

    private RequestBody(BodyBudget budget, int size)
    {
        _budget = budget;
        _bytes = ArrayPool<byte>.Shared.Rent(size);
    }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Reads to the end; null when there is no room for so large a body now.</summary>
    /// <exception cref="BadHttpRequestException">The body is too large, too slow, or cut off.</exception>
    public static async ValueTask<RequestBody?> ReadAsync(
        PipeReader source, BodyBudget budget, CancellationToken cancellation)
    {
        var body = new RequestBody(budget, FirstBytes);
        try
        {
            while (true)
            {
                var result = await source.ReadAsync(cancellation);
                var isHeld = body.TryAppend(result.Buffer);
                source.AdvanceTo(result.Buffer.End);
                if (!isHeld)
                    break;
                if (result.IsCompleted)
                    return body;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }

        body.Dispose();
        return null;
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

    private bool TryAppend(ReadOnlySequence<byte> piece)
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
        Debug.Assert(needed > _bytes.Length, "Only a body that has outgrown its memory needs more.");
        var size = Math.Max(needed, (int)Math.Min(Array.MaxLength, 2L * _bytes.Length));
        if (size > SmallBytes)
        {
            if (!_budget.TryTake(size - _taken))
                return false;
            _taken = size;
        }

        var grown = ArrayPool<byte>.Shared.Rent(size);
        Bytes.CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = grown;
        return true;
    }
}
