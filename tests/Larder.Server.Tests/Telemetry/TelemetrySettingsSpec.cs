using Larder.Server.Configuration;
using Larder.Server.Telemetry;
using Larder.Server.Tests.Configuration;

namespace Larder.Server.Tests.Telemetry;

public sealed class TelemetrySettingsSpec
{
    private static readonly (string, string) Address = ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/base/");

    [Fact]
    public void Nothing_is_sent_without_an_address_whatever_else_is_set()
    {
        var settings = Read(out var faults, ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json"), ("OTEL_METRIC_EXPORT_INTERVAL", "soon"));

        Assert.Null(settings);
        Assert.Empty(faults);
    }

    [Fact]
    public void The_defaults_are_those_of_the_guide()
    {
        var settings = Read(out var faults, Address)!;

        Assert.Empty(faults);
        Assert.Equal("http://collector:4318/base/v1/metrics", settings.Endpoint.AbsoluteUri);
        Assert.False(settings.IsGrpc);
        Assert.Equal(TimeSpan.FromSeconds(10), settings.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(60), settings.Interval);
        Assert.Equal("larder", settings.ServiceName);
    }

    [Fact]
    public void Grpc_takes_the_address_as_it_is()
    {
        var settings = Read(out _, Address, ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"))!;

        Assert.True(settings.IsGrpc);
        Assert.Equal("http://collector:4318/base/", settings.Endpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("service.name=by%20attribute", null, "by attribute")]
    [InlineData("service.name=by%20attribute", "by-variable", "by-variable")]
    [InlineData("a=b", null, "larder")]
    public void The_name_comes_from_the_variable_then_from_the_attribute(string attributes, string? name, string expected)
    {
        var settings = Read(out _, Address, ("OTEL_RESOURCE_ATTRIBUTES", attributes), ("OTEL_SERVICE_NAME", name ?? ""));

        Assert.Equal(expected, settings!.ServiceName);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318", "must be the address of a collector")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "ftp://hidden/", "must be the address of a collector")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://hidden:hidden@collector", "must have no user")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector?key=hidden", "must have no user, no '?'")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "hidden", "must be of the form name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "na me=hidden", "must be of the form name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "key=hidden%0d%0ax: y", "must be of the form name=value")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "hidden", "must be of the form name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "0", "must be a whole number from 1 to 86400000")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "1", "must be a whole number from 10 to 86400000")]
    [InlineData("OTEL_SDK_DISABLED", "maybe", "must be true or false")]
    public void What_is_wrong_is_told_and_no_secret_with_it(string name, string value, string sentence)
    {
        Read(out var faults, Address, (name, value));

        var fault = Assert.Single(faults);
        Assert.StartsWith($"{name} {sentence}", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_the_settings_nor_what_is_shown_of_them_has_the_headers()
    {
        var configuration = TestSettings.Of(Address, ("OTEL_EXPORTER_OTLP_HEADERS", "key=hidden"));

        var settings = TelemetrySettings.Read(configuration, new StartFaults());
        var shown = new SettingReader(configuration, new StartFaults()).Show(TelemetrySettings.HeadersSetting);

        Assert.Equal("key=hidden", settings!.Headers);
        Assert.Equal("***", shown.Value);
        Assert.DoesNotContain("hidden", settings.ToString(), StringComparison.Ordinal);
    }

    private static TelemetrySettings? Read(out IReadOnlyList<string> faults, params (string Name, string Value)[] pairs)
    {
        var found = new StartFaults();
        var last = pairs.GroupBy(pair => pair.Name).Select(group => group.Last());
        var settings = TelemetrySettings.Read(TestSettings.Of([.. last]), found);
        faults = found.Sentences;
        return settings;
    }
}
