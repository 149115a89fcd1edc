using Larder.Server.Configuration;
using Microsoft.Extensions.Configuration;

namespace Larder.Server.Tests.Configuration;

public sealed class DotEnvFileSpec
{
    [Theory]
    [InlineData("NAME=value", "value")]
    [InlineData("  NAME = value  ", "value")]
    [InlineData("export NAME=value", "value")]
    [InlineData("NAME=value\r", "value")]
    [InlineData("NAME=two words", "two words")]
    [InlineData("NAME=", "")]
    [InlineData("NAME=value # comment", "value")]
    [InlineData("NAME=value#not a comment", "value#not a comment")]
    [InlineData("NAME='single $x \\n # quoted'", "single $x \\n # quoted")]
    [InlineData("NAME=\"double \\n \\\" \\\\ \\t \\x # quoted\" # comment", "double \n \" \\ \t \\x # quoted")]
    [InlineData("NAME=\"\"", "")]
    [InlineData("NAME=[\"*\"]", "[\"*\"]")]
    [InlineData("NAME=a=b=c", "a=b=c")]
    [InlineData("NAME=first\nNAME=second", "second")]
    [InlineData("# NAME=comment\n\nNAME=value", "value")]
    public void A_line_gives_a_name_its_value(string text, string expected)
    {
        var faults = new StartFaults();

        var values = DotEnvFile.Parse(text, faults);

        Assert.Empty(faults.Sentences);
        Assert.Equal(expected, Assert.Single(values).Value);
        Assert.Equal("NAME", Assert.Single(values).Key);
    }

    [Fact]
    public void Two_underscores_lead_into_a_section_as_they_do_in_the_environment()
    {
        var values = DotEnvFile.Parse("LARDER__DATABASE__URL=x", new StartFaults());

        Assert.Equal("LARDER:DATABASE:URL", Assert.Single(values).Key);
    }

    [Theory]
    [InlineData("geheim")]
    [InlineData("=geheim")]
    [InlineData("TWO WORDS=geheim")]
    [InlineData("NAME=\"geheim")]
    [InlineData("NAME='geheim")]
    [InlineData("NAME='geheim' geheim")]
    public void A_line_that_is_none_is_told_by_its_number_and_not_repeated(string line)
    {
        var faults = new StartFaults();

        DotEnvFile.Parse($"A=1\n{line}\nB=2", faults);

        var fault = Assert.Single(faults.Sentences);
        Assert.StartsWith("Line 2 of .env", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_stands_above_the_settings_file_and_below_the_environment()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File(".env"), "FROM_ALL=env-file\nFROM_FILES=env-file\nFROM_ENV_FILE=env-file");
        var variable = $"LARDER_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(variable, "environment");
        File.AppendAllText(folder.File(".env"), $"\n{variable}=env-file");
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("FROM_FILES", "settings file")]);
        configuration.AddEnvironmentVariables();
        configuration.AddInMemoryCollection([new("FROM_ALL", "command line")]);

        DotEnvFile.AddTo(configuration, folder.Path, new StartFaults());

        Environment.SetEnvironmentVariable(variable, null);
        Assert.Equal("command line", configuration["FROM_ALL"]);
        Assert.Equal("environment", configuration[variable]);
        Assert.Equal("env-file", configuration["FROM_FILES"]);
        Assert.Equal("env-file", configuration["FROM_ENV_FILE"]);
    }

    [Fact]
    public void Without_a_file_nothing_happens()
    {
        using var folder = new ScratchFolder();
        using var configuration = new ConfigurationManager();
        var faults = new StartFaults();

        DotEnvFile.AddTo(configuration, folder.Path, faults);

        Assert.Empty(configuration.Sources.Skip(1));
        Assert.Empty(faults.Sentences);
    }
}
