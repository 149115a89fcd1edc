using System.Diagnostics;
using System.Text.Json;

namespace Larder.AspNetCore.KeyValue;

/// <summary>What a hit sends, made ready when the value was written: body, compressed body, tag.</summary>
/// <remarks>
/// Invariants. All but the compressed copy never changes; another value is another object, with another version.
/// The copy is made at most once: by whoever puts the first <see cref="TaskCompletionSource"/> in, by compare-and-swap;
/// everybody else awaits it. <see cref="Compressed"/> goes from null to the copy once, before that task ends.
/// </remarks>
internal sealed class WireValue : IStoredValue
{
    /// <summary>For a value without an end.</summary>
    internal const long Forever = long.MaxValue;

    // The entry, its slot, the value, its tag, and the headers of five arrays and objects: measured once, rounded up.
    private const int Overhead = 400;
    private const int BytesPerCharacter = 2;

    private TaskCompletionSource? _compression;
    private CompressedBody? _compressed;

    /// <summary>The body as it goes over the wire.</summary>
    internal required byte[] Body { get; init; }

    internal required string ContentType { get; init; }

    /// <summary>Where the text of the value begins in the body, as JSON writes it; -1 for bytes that came as they are.</summary>
    internal required int ValueStart { get; init; }

    internal required long Version { get; init; }

    /// <summary>The version in quotes.</summary>
    internal required string ETag { get; init; }

    /// <summary>When it ends, in ticks of UTC as its maker counts them; <see cref="Forever"/> when never.</summary>
    internal required long ExpiresAt { get; init; }

    internal bool IsRaw => ValueStart < 0;

    /// <summary>The compressed copy; null when nobody has asked for it yet.</summary>
    internal CompressedBody? Compressed => Volatile.Read(ref _compressed); // partner: the write in EndCompression

    /// <summary>The text of the value as JSON writes it, without quotes.</summary>
    internal ReadOnlySpan<byte> JsonText => Body.AsSpan(ValueStart..^2);

    string IStoredValue.ContentType => ContentType;

    // With its quotes the text is a value of JSON by itself.
    string? IStoredValue.Text
    {
        get
        {
            if (IsRaw)
                return null;
            using var text = JsonDocument.Parse(Body.AsMemory((ValueStart - 1)..^1));
            return text.RootElement.GetString();
        }
    }

    ReadOnlyMemory<byte> IStoredValue.Bytes => Body;

    public long BytesUnder(string key) =>
        Overhead + ((long)key.Length * BytesPerCharacter) + Body.Length + (Compressed?.Bytes?.Length ?? 0);

    /// <summary>Whether the caller is the one to compress; otherwise <paramref name="others"/> ends when it has been done.</summary>
    internal bool BeginCompression(out Task others)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var found = Interlocked.CompareExchange(ref _compression, mine, null);
        others = (found ?? mine).Task;
        return found is null;
    }

    internal void EndCompression(CompressedBody copy)
    {
        Debug.Assert(_compression is { Task.IsCompleted: false }, "Only who began the compression ends it.");
        Volatile.Write(ref _compressed, copy); // partner: the read in Compressed
        _compression.SetResult();
    }
}
