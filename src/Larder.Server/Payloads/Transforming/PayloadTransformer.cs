using System.Buffers;
using System.Diagnostics;
using Larder.Server.Payloads.Requests;
using Larder.Server.Replies;

namespace Larder.Server.Payloads.Transforming;

/// <summary>Makes the output of a payload: items cleaned, taken in turns, joined, in upper case.</summary>
internal static class PayloadTransformer
{
    private const string Separator = ", ";
    private const int ChunkLength = 1024;

    public static Transformation Transform(PayloadInput input)
    {
        Debug.Assert(input.List1.Count == input.List2.Count, "Reading refuses lists of different length.");
        Debug.Assert(!input.List1.IsTooLong, "Reading refuses lists that are too long.");

        var room = input.CharacterCount + (Separator.Length * (input.List1.Count + input.List2.Count));
        var joined = ArrayPool<char>.Shared.Rent(Math.Max(1, room));
        try
        {
            return Join(input, joined, out var length) is { } refusal
                ? new(null, refusal)
                : Finish(joined.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(joined);
        }
    }

    /// <summary>Cleans and joins; returns what is too large, or null.</summary>
    private static string? Join(PayloadInput input, Span<char> joined, out int length)
    {
        length = 0;
        for (var i = 0; i < input.List1.Count; i++)
        {
            if (i > 0)
                AppendSeparator(joined, ref length);
            if (Append(input, input.List1, i, joined, ref length) is { } refusal)
                return refusal;

            AppendSeparator(joined, ref length);
            if (Append(input, input.List2, i, joined, ref length) is { } otherRefusal)
                return otherRefusal;
        }

        return null;
    }

    private static void AppendSeparator(Span<char> joined, ref int length)
    {
        Separator.CopyTo(joined[length..]);
        length += Separator.Length;
    }

    private static string? Append(PayloadInput input, ItemList list, int index, Span<char> joined, ref int length)
    {
        var item = joined.Slice(length, ItemText.Clean(input.Item(list, index), joined[length..]));
        length += item.Length;
        var isTooLong = item.Length > PayloadLimits.ItemLengthMax
            && ItemText.CodePoints(item) > PayloadLimits.ItemLengthMax;
        return isTooLong ? PayloadLimits.ItemTooLong(list.Name, index) : null;
    }

    /// <summary>Writes the joined text in upper case, as the body of an answer.</summary>
    private static Transformation Finish(ReadOnlySpan<char> joined)
    {
        // Upper case is never shorter, so what is too long already needs no work.
        if (ItemText.CodePoints(joined) > PayloadLimits.OutputLengthMax)
            return new(null, PayloadLimits.OutputTooLong);

        Span<char> upper = stackalloc char[UpperCase.RoomFor(ChunkLength)];
        var body = OutputBody.Begin(joined.Length);
        var codePoints = 0;
        while (!joined.IsEmpty)
        {
            var length = Math.Min(joined.Length, ChunkLength);
            if (length < joined.Length && char.IsHighSurrogate(joined[length - 1]))
                length--;

            var piece = upper[..UpperCase.Write(joined[..length], upper)];
            codePoints += ItemText.CodePoints(piece);
            if (codePoints > PayloadLimits.OutputLengthMax)
                return new(null, PayloadLimits.OutputTooLong);

            JsonText.Write(piece, body);
            joined = joined[length..];
        }

        return new(OutputBody.End(body), null);
    }
}
