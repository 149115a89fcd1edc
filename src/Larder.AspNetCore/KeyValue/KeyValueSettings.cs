using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Reads options from configuration, where every value is a text.</summary>
internal sealed class KeyValueSettings(IConfiguration section, ICollection<string> faults)
{
    /// <summary>Reads all of them. Where one cannot be read, its default stands in.</summary>
    public KeyValueOptions Read()
    {
        var byDefault = new KeyValueOptions();
        return byDefault with
        {
            Capacity = Whole(nameof(KeyValueOptions.Capacity)) ?? byDefault.Capacity,
            MaxBytes = Whole(nameof(KeyValueOptions.MaxBytes)),
            KeyLength = Small(nameof(KeyValueOptions.KeyLength)) ?? byDefault.KeyLength,
            ValueLength = Small(nameof(KeyValueOptions.ValueLength)) ?? byDefault.ValueLength,
            GzipFromBytes = Small(nameof(KeyValueOptions.GzipFromBytes)) ?? byDefault.GzipFromBytes,
            BatchSize = Small(nameof(KeyValueOptions.BatchSize)) ?? byDefault.BatchSize,
            Text = OneOf<KeyValueText>(nameof(KeyValueOptions.Text)) ?? byDefault.Text,
            Tier = OneOf<KeyValueTier>(nameof(KeyValueOptions.Tier)) ?? byDefault.Tier,
            MemoryPressureThreshold = Share(nameof(KeyValueOptions.MemoryPressureThreshold))
                ?? byDefault.MemoryPressureThreshold,
        };
    }

    private long? Whole(string name)
    {
        if (section[name] is not { Length: > 0 } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;

        Fault(name, "a whole number", text);
        return null;
    }

    private int? Small(string name)
    {
        var number = Whole(name);
        if (number is null or (>= int.MinValue and <= int.MaxValue))
            return (int?)number;

        Fault(name, $"at most {int.MaxValue}", section[name]!);
        return null;
    }

    private double? Share(string name)
    {
        if (section[name] is not { Length: > 0 } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;

        Fault(name, "a number such as 0.7", text);
        return null;
    }

    private T? OneOf<T>(string name)
        where T : struct, Enum
    {
        if (section[name] is not { Length: > 0 } text)
            return null;

        // By its name alone: a number would be a name to the parser as well.
        var names = Enum.GetNames<T>();
        if (names.Contains(text, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<T>(text, ignoreCase: true);

        Fault(name, string.Join(" or ", names), text);
        return null;
    }

    private void Fault(string name, string rule, string text) =>
        faults.Add($"{KeyValueOptions.Section}:{name} must be {rule}, but is '{text}'. Leave it out for the default.");
}
