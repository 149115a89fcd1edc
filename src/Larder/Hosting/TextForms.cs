using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Larder.Hosting;

/// <summary>The kinds of values that configuration can hold. No culture, no reflection: the same text everywhere.</summary>
internal static class TextForms
{
    private const string Endless = "forever";

    internal static readonly TextForm<string> Text = new("a text", "", TryText);

    internal static readonly TextForm<bool> Flag = new("true or false", "Write one of the two.", TryFlag);

    internal static readonly TextForm<int> Count = new("a whole number", "Write digits only, such as 100.", TryCount);

    internal static readonly TextForm<long> BigCount = new("a whole number", "Write digits only, such as 100.", TryBigCount);

    internal static readonly TextForm<double> Fraction = new("a number", "Write it like 0.8.", TryFraction);

    internal static readonly TextForm<TimeSpan> Time =
        new("a time", "Write seconds, such as 300 or 0.5, or a time such as 00:05:00.", TryTime);

    /// <summary>A time that may have no end.</summary>
    internal static readonly TextForm<TimeSpan> Lifetime =
        new("a time", $"Write seconds, such as 300 or 0.5, a time such as 00:05:00, or {Endless}.", TryLifetime);

    internal static readonly TextForm<CacheStrategy> Strategy = Choice<CacheStrategy>() with
    {
        Prelude = text => $"Unsupported cache strategy: {text}. ",
    };

    internal static readonly TextForm<CacheTiers> Tiers = new(
        $"one or more of {Names<CacheTiers>()}", "Put commas between them.", TryTiers);

    /// <summary>One name of an enumeration, in any case and with or without underscores. Its numbers are nobody's business.</summary>
    internal static TextForm<TEnum> Choice<TEnum>()
        where TEnum : struct, Enum =>
        new($"one of {Names<TEnum>()}", "Upper and lower case are the same.", TryChoice);

    private static string Names<TEnum>()
        where TEnum : struct, Enum => string.Join(", ", Enum.GetNames<TEnum>());

    private static bool TryText(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return true;
    }

    private static bool TryFlag(string text, out bool value)
    {
        value = SettingName.Same(text, "true") || text is "1";
        return value || SettingName.Same(text, "false") || text is "0";
    }

    private static bool TryCount(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryBigCount(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryFraction(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool TryTime(string text, out TimeSpan value)
    {
        // A bare number is a number of seconds, as in the systems that Larder replaces; TimeSpan would read days.
        if (!TryFraction(text, out var seconds))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
        }

        var inRange = Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds;
        value = inRange ? TimeSpan.FromSeconds(seconds) : default;
        return inRange;
    }

    private static bool TryLifetime(string text, out TimeSpan value)
    {
        value = CacheEntryOptions.Forever;
        return SettingName.Same(text, Endless) || TryTime(text, out value);
    }

    private static bool TryChoice<TEnum>(string text, out TEnum value)
        where TEnum : struct, Enum
    {
        foreach (var known in Enum.GetValues<TEnum>())
        {
            if (SettingName.Same(text, known.ToString()))
            {
                value = known;
                return true;
            }
        }

        value = default;
        return false;
    }

    private static bool TryTiers(string text, out CacheTiers value)
    {
        value = CacheTiers.None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TryChoice<CacheTiers>(part, out var tier))
            {
                return false;
            }

            value |= tier;
        }

        return true;
    }
}
