using System.Buffers;
using System.Globalization;
using System.Net.Mime;
using System.Text.Encodings.Web;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Makes values ready to be sent, and gives each its version.</summary>
/// <remarks>
/// Invariants: a version is given once. Versions begin at the microseconds of the calendar and go up by one, by atomic
/// addition, so that those of an earlier process do not come again unless it wrote a million values a second all its life.
/// </remarks>
internal sealed class WireMaker(TimeProvider time)
{
    private const int EscapedSize = 6;

    private long _version = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static ReadOnlySpan<byte> Opening => """{"status":"OK","key":" """u8[..^1];

    private static ReadOnlySpan<byte> Middle => "\",\"value\":\""u8;

    private static ReadOnlySpan<byte> Closing => "\"}"u8;

    // The answer is application/json, so nothing but what JSON itself demands is escaped.
    private static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Makes a text ready, under its key.</summary>
    /// <param name="key">The key, as UTF-8.</param>
    /// <param name="text">The value, as UTF-8.</param>
    /// <param name="timeToLive">How long it lives; null for ever.</param>
    public WireValue OfText(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, TimeSpan? timeToLive)
    {
        var rentedKey = Escape(ref key);
        var rentedText = Escape(ref text);
        var start = Opening.Length + key.Length + Middle.Length;
        var body = GC.AllocateUninitializedArray<byte>(start + text.Length + Closing.Length);
        Opening.CopyTo(body);
        key.CopyTo(body.AsSpan(Opening.Length));
        Middle.CopyTo(body.AsSpan(Opening.Length + key.Length));
        text.CopyTo(body.AsSpan(start));
        Closing.CopyTo(body.AsSpan(start + text.Length));
        Return(rentedKey);
        Return(rentedText);
        return Make(body, MediaTypeNames.Application.Json, start, timeToLive);
    }

    /// <summary>Takes bytes as they are.</summary>
    public WireValue OfBytes(ReadOnlySpan<byte> bytes, string contentType, TimeSpan? timeToLive) =>
        Make(bytes.ToArray(), contentType, -1, timeToLive);

    private WireValue Make(byte[] body, string contentType, int valueStart, TimeSpan? timeToLive)
    {
        var version = Interlocked.Increment(ref _version);
        return new WireValue
        {
            Body = body,
            ContentType = contentType,
            ValueStart = valueStart,
            Version = version,
            ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\""),
            ExpiresAt = timeToLive is { } left ? Later(left) : WireValue.Forever,
        };
    }

    private long Later(TimeSpan left) =>
        time.GetTimestamp() + (long)(left.TotalSeconds * time.TimestampFrequency);

    private static byte[]? Escape(ref ReadOnlySpan<byte> text)
    {
        if (Encoder.FindFirstCharacterToEncodeUtf8(text) < 0)
            return null;

        var rented = ArrayPool<byte>.Shared.Rent(text.Length * EscapedSize);
        Encoder.EncodeUtf8(text, rented, out _, out var written);
        text = rented.AsSpan(0, written);
        return rented;
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }
}
