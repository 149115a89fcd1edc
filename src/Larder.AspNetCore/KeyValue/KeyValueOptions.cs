namespace Larder.AspNetCore.KeyValue;

/// <summary>How the key-value API is built. Immutable; every default is written here and nowhere else.</summary>
public sealed record KeyValueOptions
{
    /// <summary>Where the settings stand in configuration.</summary>
    public const string Section = "Larder:KeyValue";

    /// <summary>The name of the cache that holds the keys and values of clients.</summary>
    public const string CacheName = "keyvalue";

    /// <summary>The longest that <see cref="KeyLength"/> may be: what the library takes as a key.</summary>
    public const int LongestKey = 1_024;

    private const int ShareOfMemory = 4;
    private const int LargestValuesThatFit = 16;

    // Every character of a key or value may be written as \uXXXX; members that nobody asked for need a little room, too.
    private const long EscapedSize = 6;
    private const long SmallMembers = 64 * 1024;

    /// <summary>The most entries. Default 100,000.</summary>
    public long Capacity { get; init; } = 100_000;

    /// <summary>The most bytes that all entries may hold together. Default null: a quarter of the memory limit of the process.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>The most characters of a key. Default 256.</summary>
    public int KeyLength { get; init; } = 256;

    /// <summary>The most bytes of a value, before it is written as JSON. Default a mebibyte.</summary>
    public int ValueLength { get; init; } = 1024 * 1024;

    /// <summary>Which characters texts may have. Default <see cref="KeyValueText.Ascii"/>.</summary>
    public KeyValueText Text { get; init; } = KeyValueText.Ascii;

    /// <summary>Above which share of its memory limit the process gives up a tenth of the entries. Default 0.7.</summary>
    public double MemoryPressureThreshold { get; init; } = 0.7;

    /// <summary>From how many bytes on an answer is compressed for clients that accept gzip. Default 1,000.</summary>
    public int GzipFromBytes { get; init; } = 1_000;

    /// <summary>How many operations one batch may have. Default 1,000.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>
    /// Where entries are kept besides memory. <see cref="KeyValueTier.Disk"/> needs a tier that is there, else the start
    /// fails. Default <see cref="KeyValueTier.None"/>.
    /// </summary>
    public KeyValueTier Tier { get; init; }

    /// <summary>
    /// The words after <c>/cache/</c> that are no keys, for any method: they belong to this API or to other modules of a
    /// host. Keys of these names are written by body and reached by <c>/get?key=</c>.
    /// </summary>
    public static IReadOnlyList<string> ReservedWords { get; } =
        ["stats", "performance", "clear", "warm", "static", RawTarget.Batch];

    /// <summary>The most bytes that the JSON of one write may have.</summary>
    internal long LongestWrite => ((KeyLength + (long)ValueLength) * EscapedSize) + SmallMembers;

    /// <summary>The most bytes that one entry takes in a tier: every character of key and value may be written as an escape.</summary>
    public long LargestEntry => LongestWrite;

    /// <summary>Lists everything that is wrong with these options, a sentence each; empty when they can be used.</summary>
    /// <returns>The faults.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        Within(faults, nameof(Capacity), Capacity, 3, int.MaxValue);
        Within(faults, nameof(KeyLength), KeyLength, 1, LongestKey);
        Within(faults, nameof(ValueLength), ValueLength, 1, 64 * 1024 * 1024);
        Within(faults, nameof(GzipFromBytes), GzipFromBytes, 1, int.MaxValue);
        Within(faults, nameof(BatchSize), BatchSize, 1, 100_000);
        if (MaxBytes is { } bytes)
            Within(faults, nameof(MaxBytes), bytes, Math.Max(Capacity, (long)LargestValuesThatFit * ValueLength), long.MaxValue);
        if (MemoryPressureThreshold is not (> 0 and <= 1))
        {
            faults.Add($"{Section}:{nameof(MemoryPressureThreshold)} must be above 0 and at most 1, which turns it off, "
                + $"but is {MemoryPressureThreshold}.");
        }

        if (!Enum.IsDefined(Text))
            faults.Add($"{Section}:{nameof(Text)} must be Ascii or Utf8, but is {(int)Text}.");
        if (!Enum.IsDefined(Tier))
            faults.Add($"{Section}:{nameof(Tier)} must be None or Disk, but is {(int)Tier}.");
        return faults;
    }

    /// <summary>The bound in bytes that holds, given the memory limit of the process.</summary>
    internal long MaxBytesWithin(long memoryLimit) =>
        MaxBytes ?? Math.Max(memoryLimit / ShareOfMemory, Math.Max(Capacity, (long)LargestValuesThatFit * ValueLength));

    /// <summary>How many bytes of large bodies are received at a time in a host that has no budget for them.</summary>
    internal long LargeBodyBytesWithin(long memoryLimit) =>
        Math.Max(memoryLimit / (2 * ShareOfMemory), (long)LargestValuesThatFit * ValueLength);

    private static void Within(List<string> faults, string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            var rule = most == long.MaxValue ? $"at least {least}" : $"from {least} to {most}";
            faults.Add($"{Section}:{name} must be {rule}, but is {value}. Leave it out for the default.");
        }
    }
}
