using Larder.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Larder.Server.Tests.Configuration;

public sealed class LeastLogLevelSpec
{
    [Theory]
    [InlineData(LogLevel.Debug, "Debug", "Warning")]
    [InlineData(LogLevel.Information, "Information", "Warning")]
    [InlineData(LogLevel.Error, "Error", "Error")]
    public void The_default_follows_and_only_louder_categories_are_quietened(
        LogLevel level, string ours, string framework)
    {
        var configuration = TestSettings.Of(
            ("Logging:LogLevel:Default", "Information"), ("Logging:LogLevel:Microsoft.AspNetCore", "Warning"));

        LeastLogLevel.Apply(configuration, level);

        Assert.Equal(ours, configuration["Logging:LogLevel:Default"]);
        Assert.Equal(framework, configuration["Logging:LogLevel:Microsoft.AspNetCore"]);
    }
}
