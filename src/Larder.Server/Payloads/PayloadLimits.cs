namespace Larder.Server.Payloads;

/// <summary>How large a payload may be. The contract names these numbers, so they are not settings.</summary>
internal static class PayloadLimits
{
    public const int ItemsMax = 100_000;

    /// <summary>Code points of one item, after it was cleaned.</summary>
    public const int ItemLengthMax = 8192;

    /// <summary>Code points of the whole output.</summary>
    public const int OutputLengthMax = 5_000_000;

    public const string OutputTooLong = "Final output exceeds maximum allowed length; reduce input size.";

    public static string TooManyItems(string list) => $"{list} exceeds maximum allowed items ({ItemsMax}).";

    public static string ItemTooLong(string list, int index) =>
        $"{list}[{index}] exceeds maximum allowed length ({ItemLengthMax}).";
}
