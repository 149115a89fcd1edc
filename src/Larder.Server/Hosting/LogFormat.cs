using Microsoft.Extensions.Logging.Console;

namespace Larder.Server.Hosting;

/// <summary>
/// Lets <c>Logging:Console:FormatterName</c> choose how lines are written, <c>json</c> for example: the framework's slim
/// builder names its simple format after the setting was read.
/// </summary>
internal static class LogFormat
{
    private const string Setting = "Logging:Console:FormatterName";

    public static void AddTo(WebApplicationBuilder builder)
    {
        if (builder.Configuration[Setting] is { Length: > 0 } name)
            builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = name);
    }
}
