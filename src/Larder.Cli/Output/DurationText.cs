namespace Larder.Cli.Output;

/// <summary>Durations as people read them: three decimals where they are measured, whole units where they are told.</summary>
internal static class DurationText
{
    /// <summary>Milliseconds with three decimals, whatever the size: <c>10.713 ms</c>.</summary>
    public static string Milliseconds(TimeSpan duration) => $"{duration.TotalMilliseconds:F3} ms";

    /// <summary>Three decimals in the unit that fits: <c>12.345 ms</c>, <c>1.234 s</c>, <c>17.855 min</c>.</summary>
    public static string Scaled(TimeSpan duration)
    {
        // Compared as it will be printed, so that 999.9999 ms becomes 1.000 s and not 1000.000 ms.
        if (Math.Round(duration.TotalMilliseconds, 3) < 1000)
            return Milliseconds(duration);

        return Math.Round(duration.TotalSeconds, 3) < 60
            ? $"{duration.TotalSeconds:F3} s"
            : $"{duration.TotalMinutes:F3} min";
    }

    /// <summary>A length that was asked for or is left: <c>500 ms</c>, <c>45 s</c>, <c>2 min</c>, <c>1 min 30 s</c>.</summary>
    public static string Whole(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1))
            return $"{duration.TotalMilliseconds:0} ms";

        var seconds = (long)Math.Round(duration.TotalSeconds);
        return seconds switch
        {
            < 60 => $"{seconds} s",
            _ when seconds % 60 == 0 => $"{seconds / 60} min",
            _ => $"{seconds / 60} min {seconds % 60} s",
        };
    }

    /// <summary>A latency: <c>0.083 ms</c>, <c>12.3 ms</c>, <c>1.25 s</c>.</summary>
    public static string Latency(TimeSpan duration) => duration.TotalMilliseconds switch
    {
        < 10 => $"{duration.TotalMilliseconds:F3} ms",
        < 1000 => $"{duration.TotalMilliseconds:F1} ms",
        _ => $"{duration.TotalSeconds:F2} s",
    };
}
