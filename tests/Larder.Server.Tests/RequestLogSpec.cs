using Larder.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Larder.Server.Tests;

public sealed class RequestLogSpec
{
    private const string Category = "Microsoft.AspNetCore.Hosting.Diagnostics";

    [Theory]
    [InlineData("INFO")]
    [InlineData("DEBUG")]
    public async Task The_framework_makes_no_activity_and_no_log_scope_for_a_request(string level)
    {
        await using var app = ServerHost.Build(["--urls", "http://127.0.0.1:0", $"--LOG_LEVEL={level}"], new StartUpLog());

        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Category);

        Assert.False(log.IsEnabled(LogLevel.Critical));
    }

    [Fact]
    public async Task Who_wants_the_lines_of_the_framework_gets_them_by_a_setting()
    {
        await using var app = ServerHost.Build(
            ["--urls", "http://127.0.0.1:0", $"--Logging:LogLevel:{Category}=Information"], new StartUpLog());

        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Category);

        Assert.True(log.IsEnabled(LogLevel.Information));
    }
}
