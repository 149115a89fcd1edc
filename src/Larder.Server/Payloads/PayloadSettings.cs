namespace Larder.Server.Payloads;

/// <summary>The settings below <c>Larder:Payloads</c>. Every default is written here and nowhere else.</summary>
internal sealed record PayloadSettings
{
    public const string Section = "Larder:Payloads";

    /// <summary>How many bytes of outputs memory holds at most. A post or get beyond it goes to the database.</summary>
    public long OutputBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many ids memory knows to be stored.</summary>
    public int KnownIds { get; init; } = 100_000;

    /// <summary>How many of the most popular payloads are loaded at start, and noted for the next one; 0 for none.</summary>
    public int Warm { get; init; } = 1000;

    /// <summary>How often it is noted which payloads are popular.</summary>
    public TimeSpan NoteEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many bytes of large bodies are held at once before further ones are put off.</summary>
    public long LargeBodyBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>How many requests a second are logged at level Information; those beyond are logged at level Debug.</summary>
    public int LoggedPerSecond { get; init; } = 100;

    /// <summary>Lists everything that is wrong, a sentence each; empty when the settings can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        AtLeast(faults, nameof(OutputBytes), OutputBytes, 3);
        AtLeast(faults, nameof(KnownIds), KnownIds, 3);
        AtLeast(faults, nameof(Warm), Warm, 0);
        AtLeast(faults, nameof(LargeBodyBytes), LargeBodyBytes, 0);
        AtLeast(faults, nameof(LoggedPerSecond), LoggedPerSecond, 0);
        if (NoteEvery < TimeSpan.FromSeconds(1) || NoteEvery > TimeSpan.FromDays(1))
        {
            faults.Add($"{Section}:{nameof(NoteEvery)} must be from one second to one day, but is {NoteEvery}. "
                + "Write for example 00:05:00.");
        }

        return faults;
    }

    private static void AtLeast(List<string> faults, string name, long value, long least)
    {
        if (value < least)
            faults.Add($"{Section}:{name} must be at least {least}, but is {value}.");
    }
}
