using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore;

/// <summary>
/// The body of one request, gathered in rented memory that grows with what arrives, not with what is promised. Dispose it
/// when the request has been answered: its share of the budget stands for whatever is made of it as well.
/// </summary>
public sealed class ReceivedBody : IDisposable
{
    /// <summary>Bodies up to this size are not counted against the budget.</summary>
    public const int SmallBytes = 64 * 1024;

    private const int FirstBytes = 1024;

    private readonly BodyBudget _budget;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;
    private long _taken;

    private ReceivedBody(BodyBudget budget) => _budget = budget;

    /// <summary>What was kept; nothing unless it is whole. Not to be used once the body is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>How many bytes came, those that were not kept included.</summary>
    public long Received { get; private set; }

    /// <summary>Whether all that came was kept. If not, it was longer than allowed, or the budget had no room for it.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>
    /// Reads to the end. What does not fit is read as well, and dropped: a client that is still sending would not see the
    /// answer otherwise. How much that may be is for the server's own limit to say.
    /// </summary>
    /// <param name="source">Where the body comes from.</param>
    /// <param name="budget">From what large bodies take their room.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The body, whole or not.</returns>
    /// <exception cref="BadHttpRequestException">It is malformed, cut off, too slow, or longer than the server allows.</exception>
    public static async ValueTask<ReceivedBody> ReadAsync(
        PipeReader source, BodyBudget budget, long most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(budget);
        var limit = Math.Min(most, Array.MaxLength);
        var body = new ReceivedBody(budget);
        var isRead = false;
        try
        {
            while (!isRead)
            {
                var result = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
                body.Take(result.Buffer, limit);
                source.AdvanceTo(result.Buffer.End);
                isRead = result.IsCompleted;
            }

            return body;
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            // Kestrel tells some chunks that make no sense in this way; and whoever went away needs no answer.
            throw new BadHttpRequestException("The body cannot be read.", StatusCodes.Status400BadRequest, fault);
        }
        finally
        {
            if (!isRead)
                body.Dispose();
        }
    }

    /// <summary>Gives memory and budget back.</summary>
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
