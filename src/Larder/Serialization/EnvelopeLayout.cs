namespace Larder.Serialization;

/// <summary>Where things are in an envelope of version 1. All numbers are little-endian.</summary>
/// <remarks>
/// <code>
///  0  4  magic
///  4  1  version                16  4  mark of the type             48  8  stale window, ms
///  5  1  flags                  20  4  bytes before compression     56     key, by length
///  6  1  compression            24  8  created, ms since 1970              tags: count, then each by length and version
///  7  1  form of the payload    32  8  deadline, ms since 1970             ETag by length, last modified (ticks, offset)
///  8  4  length of all          40  8  version of the entry                payload, to the end
/// 12  4  CRC-32C of all but itself
/// </code>
/// Lengths and counts are of seven bits a byte, the low ones first. Texts are UTF-8. What a version means never changes:
/// another layout is another version, and readers go on knowing the old ones.
/// </remarks>
internal static class EnvelopeLayout
{
    /// <summary>0xD7, L, D, R: the first byte begins no text in UTF-8 that goes on with a letter.</summary>
    internal const uint Magic = 0x52_44_4C_D7;

    internal const byte Version = 1;

    internal const int VersionAt = 4;
    internal const int FlagsAt = 5;
    internal const int CompressionAt = 6;
    internal const int FormAt = 7;
    internal const int LengthAt = 8;
    internal const int ChecksumAt = 12;
    internal const int TypeAt = 16;
    internal const int PlainLengthAt = 20;
    internal const int CreatedAt = 24;
    internal const int DeadlineAt = 32;
    internal const int EntryVersionAt = 40;
    internal const int StaleWindowAt = 48;
    internal const int HeadLength = 56;

    internal const byte HasNull = 1;
    internal const byte HasTags = 2;
    internal const byte HasValidators = 4;

    /// <summary>Somebody made the value stale before its time: it only helps out when its factory fails.</summary>
    internal const byte IsExpired = 8;

    internal const byte KnownFlags = HasNull | HasTags | HasValidators | IsExpired;

    /// <summary>
    /// Version 0, and nothing after it: no value, but the promise of one. Whoever loads writes it over nothing, and writes the
    /// value over it: what removes the key meanwhile takes the promise away, and the value is not written.
    /// </summary>
    internal static readonly byte[] Promise = [0xD7, (byte)'L', (byte)'D', (byte)'R', 0];

    /// <summary>The longest key in UTF-8.</summary>
    internal const int LongestKey = CacheText.Longest * MostBytesOfCharacter;

    /// <summary>More than everything around a payload can have: the tags and the rest are bounded by the rules for text.</summary>
    internal const int MostAround =
        HeadLength + ((CacheEntryOptions.MostTags + 2) * (LongestKey + 2 * sizeof(long))) + LongestETag;

    /// <summary>The longest ETag that is kept, in UTF-8; one that is longer is left out.</summary>
    internal const int LongestETag = 4_096;

    /// <summary>A character of UTF-16 is at most three bytes of UTF-8.</summary>
    internal const int MostBytesOfCharacter = 3;
}
