using System.Buffers;
using System.Globalization;
using System.Net.Mime;
using System.Text.Encodings.Web;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Makes values ready to be sent, and gives each its version.</summary>
/// <remarks>
/// Invariants: a version is given once. Versions begin at the microseconds of the calendar and go up by one, by atomic
/// addition, so that those of an earlier process do not come again unless it wrote a million values a second all its life, or
/// the clock was set back between the two.
/// <para>
/// Values end by the clock on the wall, the only one that two processes have in common. Within a process it goes on from when
/// the maker was made, by the clock that nobody can set.
/// </para>
/// </remarks>
internal sealed class WireMaker(TimeProvider time)
{
    /// <summary>How many bytes end the body of a text.</summary>
    internal const int ClosingLength = 2;

    private const int EscapedSize = 6;

    private readonly long _beganTicks = time.GetUtcNow().UtcTicks;
    private readonly long _began = time.GetTimestamp();

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

    /// <summary>The time, in ticks of UTC, by which values end.</summary>
    internal long NowTicks => _beganTicks + time.GetElapsedTime(_began).Ticks;

    internal static string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private WireValue Make(byte[] body, string contentType, int valueStart, TimeSpan? timeToLive)
    {
        var version = Interlocked.Increment(ref _version);
        return new WireValue
        {
            Body = body,
            ContentType = contentType,
            ValueStart = valueStart,
            Version = version,
            ETag = TagOf(version),
            ExpiresAt = timeToLive is { } left ? NowTicks + left.Ticks : WireValue.Forever,
        };
    }

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
