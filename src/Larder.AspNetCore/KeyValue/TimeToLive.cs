using System.Globalization;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Reads how long a value shall live: seconds, more than none and at most ten years.</summary>
internal static class TimeToLive
{
    private const double LongestSeconds = 10.0 * 365 * 24 * 3600;

    internal const string Rule = "must be seconds, more than 0 and at most 315360000.";

    public static bool TryOf(double seconds, out TimeSpan time)
    {
        var isLegal = seconds is > 0 and <= LongestSeconds;
        time = isLegal ? TimeSpan.FromTicks(Math.Max(1, (long)(seconds * TimeSpan.TicksPerSecond))) : default;
        return isLegal;
    }

    /// <summary>Reads it from a header; null where there is none.</summary>
    public static bool TryRead(string? header, out TimeSpan? time)
    {
        time = null;
        if (string.IsNullOrEmpty(header))
            return true;
        if (!double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || !TryOf(seconds, out var read))
        {
            return false;
        }

        time = read;
        return true;
    }
}
