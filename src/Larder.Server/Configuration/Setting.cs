namespace Larder.Server.Configuration;

/// <summary>One setting as its users know it. The guide's table of settings is held against these.</summary>
/// <param name="Key">
/// The name in files and on the command line: <c>Larder:Database:Url</c>, which as an environment variable is
/// <c>LARDER__DATABASE__URL</c>. It wins over the variable.
/// </param>
/// <param name="Variable">The name that the source projects gave it; null where they had none.</param>
/// <param name="Default">What holds when nothing is said, as a user would write it; empty for nothing.</param>
/// <param name="Meaning">What it does, as a sentence.</param>
internal sealed record Setting(string Key, string? Variable, string Default, string Meaning)
{
    /// <summary>Whether the value holds a password, so that nobody may print it.</summary>
    public bool IsSecret { get; init; }
}
