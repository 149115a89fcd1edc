using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Larder.Serialization;

/// <summary>Reads the parts of an envelope one after the other, and believes none of the lengths it finds.</summary>
internal ref struct EnvelopeReader(ReadOnlySpan<byte> envelope)
{
    // What is no UTF-8 was not written by us: it must not become a text with question marks in it.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _envelope = envelope;

    internal int Position { get; private set; } = EnvelopeLayout.HeadLength;

    /// <summary>Whether the bytes are an envelope that this version of Larder reads, and undamaged.</summary>
    internal static PayloadVerdict Judge(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= EnvelopeLayout.VersionAt
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != EnvelopeLayout.Magic)
        {
            return PayloadVerdict.Damaged;
        }

        if (bytes[EnvelopeLayout.VersionAt] > EnvelopeLayout.Version)
        {
            // Nothing more is known of it, not even where its sum would be.
            return PayloadVerdict.Newer;
        }

        if (bytes.SequenceEqual(EnvelopeLayout.Promise))
        {
            return PayloadVerdict.Promise;
        }

        if (bytes[EnvelopeLayout.VersionAt] == 0
            || bytes.Length < EnvelopeLayout.HeadLength
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[EnvelopeLayout.LengthAt..]) != bytes.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[EnvelopeLayout.ChecksumAt..]) != EnvelopeWriter.SumOf(bytes))
        {
            return PayloadVerdict.Damaged;
        }

        // Whole, but with something in it that this version does not know.
        return (bytes[EnvelopeLayout.FlagsAt] & ~EnvelopeLayout.KnownFlags) != 0
            || bytes[EnvelopeLayout.CompressionAt] > Compressor.LastKnown
                ? PayloadVerdict.Newer
                : PayloadVerdict.Good;
    }

    internal bool TryReadBytes(int most, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryReadNumber(out var length) || length > most || length > _envelope.Length - Position)
        {
            return false;
        }

        bytes = _envelope.Slice(Position, length);
        Position += length;
        return true;
    }

    /// <summary>Reads what an envelope tells beside key and payload.</summary>
    internal bool TryReadFacts(out PayloadFacts facts)
    {
        var flags = _envelope[EnvelopeLayout.FlagsAt];
        facts = new PayloadFacts
        {
            IsExpired = (flags & EnvelopeLayout.IsExpired) != 0,
            CreatedMs = BinaryPrimitives.ReadInt64LittleEndian(_envelope[EnvelopeLayout.CreatedAt..]),
            DeadlineMs = BinaryPrimitives.ReadInt64LittleEndian(_envelope[EnvelopeLayout.DeadlineAt..]),
            Version = BinaryPrimitives.ReadInt64LittleEndian(_envelope[EnvelopeLayout.EntryVersionAt..]),
            StaleWindowMs = BinaryPrimitives.ReadInt64LittleEndian(_envelope[EnvelopeLayout.StaleWindowAt..]),
        };
        return facts.StaleWindowMs >= 0
            && ((flags & EnvelopeLayout.HasTags) == 0 || TryReadTags(ref facts))
            && ((flags & EnvelopeLayout.HasValidators) == 0 || TryReadValidators(ref facts));
    }

    private bool TryReadTags(ref PayloadFacts facts)
    {
        if (!TryReadNumber(out var count) || count is 0 or > CacheEntryOptions.MostTags)
        {
            return false;
        }

        var tags = new string[count];
        var versions = new long[count];
        for (var i = 0; i < count; i++)
        {
            if (!TryReadText(EnvelopeLayout.LongestKey, out var tag) || !TryReadLong(out versions[i]))
            {
                return false;
            }

            tags[i] = tag;
        }

        facts = facts with { Tags = tags, TagVersions = versions };
        return true;
    }

    private bool TryReadValidators(ref PayloadFacts facts)
    {
        if (!TryReadText(EnvelopeLayout.LongestETag, out var etag) || !TryReadLong(out var ticks) || !TryReadLong(out var offset))
        {
            return false;
        }

        DateTimeOffset? modified = null;
        if (ticks >= 0)
        {
            var isTime = ticks <= DateTime.MaxValue.Ticks
                && Math.Abs((decimal)offset) <= TimeSpan.FromHours(14).Ticks
                && offset % TimeSpan.TicksPerMinute == 0
                && ticks - offset is >= 0 and var utc
                && utc <= DateTime.MaxValue.Ticks;
            if (!isTime)
            {
                return false;
            }

            modified = new DateTimeOffset(ticks, TimeSpan.FromTicks(offset));
        }

        facts = facts with { ETag = etag.Length == 0 ? null : etag, LastModified = modified };
        return true;
    }

    private bool TryReadText(int most, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!TryReadBytes(most, out var bytes))
        {
            return false;
        }

        try
        {
            text = Strict.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private bool TryReadLong(out long value)
    {
        if (!BinaryPrimitives.TryReadInt64LittleEndian(_envelope[Position..], out value))
        {
            return false;
        }

        Position += sizeof(long);
        return true;
    }

    private bool TryReadNumber(out int number)
    {
        number = 0;
        for (var shift = 0; shift < 28 && Position < _envelope.Length; shift += 7)
        {
            var next = _envelope[Position++];
            number |= (next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
