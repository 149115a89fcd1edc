using System.Buffers.Binary;
using System.Text;

namespace Larder.Serialization;

/// <summary>Writes envelopes: first what stands before the payload, then what is known only after it.</summary>
internal static class EnvelopeWriter
{
    private const int MostBytesOfNumber = 5;

    /// <summary>So many characters are never more than 127 bytes.</summary>
    private const int LongestOfOnePass = 0x7F / EnvelopeLayout.MostBytesOfCharacter;

    /// <summary>Writes everything that stands before the payload.</summary>
    internal static void WriteHead(ScratchBuffer to, string key, in PayloadFacts facts, uint typeMark, byte form, bool isNull)
    {
        var hasValidators = facts.LastModified is not null || IsKept(facts.ETag);
        var head = to.GetSpan(EnvelopeLayout.HeadLength);
        BinaryPrimitives.WriteUInt32LittleEndian(head, EnvelopeLayout.Magic);
        head[EnvelopeLayout.VersionAt] = EnvelopeLayout.Version;
        head[EnvelopeLayout.FlagsAt] = (byte)((isNull ? EnvelopeLayout.HasNull : 0)
            | (facts.IsExpired ? EnvelopeLayout.IsExpired : 0)
            | (facts.Tags.Length > 0 ? EnvelopeLayout.HasTags : 0)
            | (hasValidators ? EnvelopeLayout.HasValidators : 0));
        head[EnvelopeLayout.FormAt] = form;
        BinaryPrimitives.WriteUInt32LittleEndian(head[EnvelopeLayout.TypeAt..], typeMark);
        BinaryPrimitives.WriteInt64LittleEndian(head[EnvelopeLayout.CreatedAt..], facts.CreatedMs);
        BinaryPrimitives.WriteInt64LittleEndian(head[EnvelopeLayout.DeadlineAt..], facts.DeadlineMs);
        BinaryPrimitives.WriteInt64LittleEndian(head[EnvelopeLayout.EntryVersionAt..], facts.Version);
        BinaryPrimitives.WriteInt64LittleEndian(head[EnvelopeLayout.StaleWindowAt..], facts.StaleWindowMs);
        to.Advance(EnvelopeLayout.HeadLength);

        WriteText(to, key);
        if (facts.Tags.Length > 0)
        {
            WriteTags(to, facts);
        }

        if (hasValidators)
        {
            WriteText(to, IsKept(facts.ETag) ? facts.ETag! : "");
            WriteLong(to, facts.LastModified?.Ticks ?? -1);
            WriteLong(to, facts.LastModified?.Offset.Ticks ?? 0);
        }
    }

    /// <summary>Fills in what is known once the payload is there: lengths, compression, and last the sum over all.</summary>
    internal static void Seal(Span<byte> envelope, byte compression, int plainLength)
    {
        envelope[EnvelopeLayout.CompressionAt] = compression;
        BinaryPrimitives.WriteInt32LittleEndian(envelope[EnvelopeLayout.LengthAt..], envelope.Length);
        BinaryPrimitives.WriteInt32LittleEndian(envelope[EnvelopeLayout.PlainLengthAt..], plainLength);
        Reseal(envelope);
    }

    internal static void Reseal(Span<byte> envelope) =>
        BinaryPrimitives.WriteUInt32LittleEndian(envelope[EnvelopeLayout.ChecksumAt..], SumOf(envelope));

    internal static uint SumOf(ReadOnlySpan<byte> envelope) =>
        Checksum.Of(envelope[EnvelopeLayout.TypeAt..], Checksum.Of(envelope[..EnvelopeLayout.ChecksumAt]));

    private static bool IsKept(string? etag) =>
        !string.IsNullOrEmpty(etag) && Encoding.UTF8.GetByteCount(etag) <= EnvelopeLayout.LongestETag;

    private static void WriteTags(ScratchBuffer to, in PayloadFacts facts)
    {
        WriteNumber(to, facts.Tags.Length);
        for (var i = 0; i < facts.Tags.Length; i++)
        {
            WriteText(to, facts.Tags[i]);
            WriteLong(to, i < facts.TagVersions.Length ? facts.TagVersions[i] : 0);
        }
    }

    private static void WriteText(ScratchBuffer to, string text)
    {
        if (text.Length <= LongestOfOnePass)
        {
            // Whatever its characters are, the length takes one byte.
            var space = to.GetSpan(1 + LongestOfOnePass * EnvelopeLayout.MostBytesOfCharacter);
            var written = Encoding.UTF8.GetBytes(text, space[1..]);
            space[0] = (byte)written;
            to.Advance(1 + written);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        WriteNumber(to, length);
        to.Advance(Encoding.UTF8.GetBytes(text, to.GetSpan(length)));
    }

    private static void WriteLong(ScratchBuffer to, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(sizeof(long)), value);
        to.Advance(sizeof(long));
    }

    private static void WriteNumber(ScratchBuffer to, int value)
    {
        var space = to.GetSpan(MostBytesOfNumber);
        var written = 0;
        var left = (uint)value;
        for (; left > 0x7F; left >>= 7)
        {
            space[written++] = (byte)(left | 0x80);
        }

        space[written++] = (byte)left;
        to.Advance(written);
    }
}
