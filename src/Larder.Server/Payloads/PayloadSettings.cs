using Larder.Server.Configuration;

namespace Larder.Server.Payloads;

/// <summary>The settings below <c>Larder:Payloads</c>.</summary>
internal sealed record PayloadSettings
{
    public static readonly Setting OutputMegabytesSetting = new(
        "Larder:Payloads:OutputMegabytes", null, "64", "How much memory the outputs in front of the database may take.");

    public static readonly Setting KnownIdsSetting = new(
        "Larder:Payloads:KnownIds", null, "100000", "How many ids memory knows to be stored.");

    public static readonly Setting WarmSetting = new(
        "Larder:Payloads:Warm", null, "1000",
        "How many of the most popular payloads are loaded at start, and noted for the next one; 0 for none.");

    public static readonly Setting NoteEverySetting = new(
        "Larder:Payloads:NoteEvery", null, "300", "Seconds between two notes of which payloads are popular.");

    public static readonly Setting LoggedPerSecondSetting = new(
        "Larder:Payloads:LoggedPerSecond", null, "100",
        "How many requests of a second are logged at level INFO; those beyond are logged at level DEBUG.");

    public static readonly Setting TierSetting = new(
        "Larder:Payloads:Tier", null, "None",
        "Where outputs are kept between memory and the database: None, or Disk for the file of `Larder:Disk:Path`.");

    /// <summary>All of them; the table of the guide is held against these.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        OutputMegabytesSetting, KnownIdsSetting, WarmSetting, NoteEverySetting, LoggedPerSecondSetting, TierSetting,
    ];

    private const long Megabyte = 1024 * 1024;

    public long OutputBytes { get; init; } = 64 * Megabyte;

    public int KnownIds { get; init; } = 100_000;

    public int Warm { get; init; } = 1000;

    public TimeSpan NoteEvery { get; init; } = TimeSpan.FromMinutes(5);

    public int LoggedPerSecond { get; init; } = 100;

    public TierChoice Tier { get; init; }

    public static PayloadSettings Read(SettingReader reader) => new()
    {
        OutputBytes = reader.Number(OutputMegabytesSetting, 1, 1_000_000) * Megabyte,
        KnownIds = reader.Number(KnownIdsSetting, 3, 100_000_000),
        Warm = reader.Number(WarmSetting, 0, 1_000_000),
        NoteEvery = reader.Seconds(NoteEverySetting, 1, 86_400),
        LoggedPerSecond = reader.Number(LoggedPerSecondSetting, 0, 1_000_000),
        Tier = reader.Choice<TierChoice>(TierSetting),
    };
}
