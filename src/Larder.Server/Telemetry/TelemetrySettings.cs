using Larder.Server.Configuration;

namespace Larder.Server.Telemetry;

/// <summary>Where figures are sent, and how: the variables that OpenTelemetry gave their names.</summary>
internal sealed record TelemetrySettings
{
    public const string Grpc = "grpc";
    public const string HttpProtobuf = "http/protobuf";

    private const int MostMilliseconds = 86_400_000;

    public static readonly Setting EndpointSetting = new(
        "OTEL_EXPORTER_OTLP_ENDPOINT", null, "",
        "The collector that figures are sent to by OTLP, such as `http://localhost:4318`. Without it nothing is sent.");

    public static readonly Setting ProtocolSetting = new(
        "OTEL_EXPORTER_OTLP_PROTOCOL", null, HttpProtobuf,
        "How it is spoken to: `http/protobuf`, or `grpc`, for which most collectors have the port 4317.");

    public static readonly Setting HeadersSetting = new(
        "OTEL_EXPORTER_OTLP_HEADERS", null, "",
        "Headers for the collector, a key for example, as `name=value,name=value` with values percent-encoded.")
    {
        IsSecret = true,
    };

    public static readonly Setting TimeoutSetting = new(
        "OTEL_EXPORTER_OTLP_TIMEOUT", null, "10000", "Milliseconds that the collector may take to answer.");

    public static readonly Setting IntervalSetting = new(
        "OTEL_METRIC_EXPORT_INTERVAL", null, "60000", "Milliseconds from one sending to the next.");

    public static readonly Setting ServiceNameSetting = new(
        "OTEL_SERVICE_NAME", null, "larder", "What the collector knows this server by.");

    public static readonly Setting AttributesSetting = new(
        "OTEL_RESOURCE_ATTRIBUTES", null, "",
        "What else it is told of this server, as `name=value,name=value` with values percent-encoded.");

    public static readonly Setting DisabledSetting = new(
        "OTEL_SDK_DISABLED", null, "false", "Send nothing, whatever the others say.");

    /// <summary>The address that is posted to over HTTP, or the collector itself for gRPC.</summary>
    public required Uri Endpoint { get; init; }

    public required bool IsGrpc { get; init; }

    /// <summary>As they were given. They hold secrets, so nobody prints them.</summary>
    public required string Headers { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required TimeSpan Interval { get; init; }

    public required string ServiceName { get; init; }

    /// <summary>Null when nothing is sent; then the others may be what they like, as other programs read them too.</summary>
    public static TelemetrySettings? Read(IConfiguration configuration, StartFaults faults)
    {
        var reader = new SettingReader(configuration, faults);
        if (reader.Given(EndpointSetting) is not { } address || reader.Flag(DisabledSetting))
            return null;

        var isGrpc = ReadProtocol(reader);
        return new TelemetrySettings
        {
            Endpoint = ReadEndpoint(reader, address, isGrpc) ?? new Uri("http://localhost"),
            IsGrpc = isGrpc,
            Headers = ReadPairs(reader, HeadersSetting, areHeaders: true),
            Timeout = TimeSpan.FromMilliseconds(reader.Number(TimeoutSetting, 1, MostMilliseconds)),
            Interval = TimeSpan.FromMilliseconds(reader.Number(IntervalSetting, 10, MostMilliseconds)),
            ServiceName = ReadName(reader, ReadPairs(reader, AttributesSetting, areHeaders: false)),
        };
    }

    // A record prints all it has; this one is printed by people who do not think of the headers.
    public override string ToString() => $"{Endpoint} ({(IsGrpc ? Grpc : HttpProtobuf)})";

    private static bool ReadProtocol(SettingReader reader)
    {
        var text = reader.Text(ProtocolSetting);
        if (text is not (Grpc or HttpProtobuf))
            reader.Fault(ProtocolSetting, $"must be {Grpc} or {HttpProtobuf}, but was '{text}'.");
        return text == Grpc;
    }

    // What is wrong is not repeated: whoever writes a password into an address may have written it into this one.
    private static Uri? ReadEndpoint(SettingReader reader, string text, bool isGrpc)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            reader.Fault(EndpointSetting, "must be the address of a collector. Write http://localhost:4318, for example.");
            return null;
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            reader.Fault(
                EndpointSetting,
                $"must have no user, no '?' and no '#'. A password for the collector belongs into {HeadersSetting.Key}.");
            return null;
        }

        return isGrpc ? uri : new Uri($"{uri.AbsoluteUri.TrimEnd('/')}/v1/metrics");
    }

    private static string ReadPairs(SettingReader reader, Setting setting, bool areHeaders)
    {
        var text = reader.Text(setting);
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!parts.All(part => TelemetryPair.IsWhole(part, areHeaders)))
        {
            reader.Fault(
                setting, "must be of the form name=value,name=value, with values percent-encoded: a comma is %2C, a blank %20.");
        }

        return string.Join(',', parts);
    }

    // The attribute of that name is another way to say it, and the variable wins.
    private static string ReadName(SettingReader reader, string attributes) =>
        reader.Given(ServiceNameSetting)
        ?? TelemetryPair.Find(attributes, "service.name")
        ?? ServiceNameSetting.Default;
}
