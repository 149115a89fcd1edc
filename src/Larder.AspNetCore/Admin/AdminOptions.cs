namespace Larder.AspNetCore.Admin;

/// <summary>How the administration is built. Immutable; every default is written here and nowhere else.</summary>
public sealed record AdminOptions
{
    /// <summary>The most bytes of a value that are shown. Default a mebibyte.</summary>
    public int MaxValueBytes { get; init; } = 1024 * 1024;

    /// <summary>How many keys a page has when nobody says so. Default 100.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>The most keys a page may be asked to have. Default 1,000.</summary>
    public int LargestPage { get; init; } = 1_000;

    /// <summary>Lists everything that is wrong with these options, a sentence each.</summary>
    /// <returns>The faults.</returns>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (MaxValueBytes is < 1 or > 64 * 1024 * 1024)
            faults.Add($"AdminOptions.MaxValueBytes must be from 1 to 64 MiB, but is {MaxValueBytes}.");
        if (LargestPage is < 1 or > 10_000)
            faults.Add($"AdminOptions.LargestPage must be from 1 to 10000, but is {LargestPage}.");
        if (PageSize < 1 || PageSize > LargestPage)
            faults.Add($"AdminOptions.PageSize must be from 1 to LargestPage, which is {LargestPage}, but is {PageSize}.");
        return faults;
    }
}
