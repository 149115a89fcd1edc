using System.Diagnostics;

namespace Larder.Server.Replies;

/// <summary>The value of the header <c>X-Process-Time</c>.</summary>
internal static class ProcessTime
{
    public const string HeaderName = "X-Process-Time";

    // The texts of short times are kept, so that an answer from memory does not make a string for its own duration.
    private const int KeptMicroseconds = 1000;
    private static readonly string[] Kept =
        [.. Enumerable.Range(0, KeptMicroseconds).Select(microseconds => Format(microseconds))];

    /// <summary>Says how long ago <paramref name="started"/> was, a time stamp of the provider.</summary>
    public static string Since(long started, TimeProvider time) => Of(time.GetElapsedTime(started));

    public static string Of(TimeSpan elapsed)
    {
        var microseconds = elapsed.Ticks / TimeSpan.TicksPerMicrosecond;
        Debug.Assert(microseconds >= 0, "A time stamp is monotonic.");
        return (ulong)microseconds < KeptMicroseconds ? Kept[microseconds] : Format(microseconds);
    }

    private static string Format(long microseconds) =>
        $"Processed in {microseconds / 1_000_000}.{microseconds % 1_000_000:D6} seconds";
}
