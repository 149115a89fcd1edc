namespace Larder.Server.Configuration;

/// <summary>Applies the one level of <c>LOG_LEVEL</c> to the framework's levels, one for each category.</summary>
internal static class LeastLogLevel
{
    private const string Section = "Logging:LogLevel";

    /// <summary>Sets the default, and raises every category that would say more; quieter ones stay.</summary>
    public static void Apply(IConfiguration configuration, LogLevel level)
    {
        foreach (var category in configuration.GetSection(Section).GetChildren())
        {
            if (Enum.TryParse<LogLevel>(category.Value, ignoreCase: true, out var own) && own < level)
                category.Value = level.ToString();
        }

        configuration[$"{Section}:Default"] = level.ToString();
    }
}
