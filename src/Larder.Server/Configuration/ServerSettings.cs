namespace Larder.Server.Configuration;

/// <summary>What the server was told, typed and checked; the modules above take what they need from here.</summary>
internal sealed record ServerSettings
{
    private const int PortMax = 65_535;

    public required string ProjectName { get; init; }

    /// <summary>The full path of the folder for files of the server. Whoever writes there makes it.</summary>
    public required string DataFolder { get; init; }

    public required DatabaseSettings Database { get; init; }

    /// <summary>The file in which caches survive a restart, where any is told to.</summary>
    public required DiskSettings Disk { get; init; }

    /// <summary>The Redis that caches share; null when none was named.</summary>
    public required RedisSettings? Redis { get; init; }

    /// <summary>The sites whose pages may call the API; a star stands for all.</summary>
    public required IReadOnlyList<string> CorsOrigins { get; init; }

    /// <summary>The least weight of a line that is logged; null leaves it to the logging settings.</summary>
    public required LogLevel? LogLevel { get; init; }

    /// <summary>How many workers were asked for; null when nobody asked.</summary>
    public required int? Workers { get; init; }

    /// <summary>What clients may demand.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>Reads all settings. Where one is wrong, its default stands in, and the fault is gathered.</summary>
    public static ServerSettings Read(IConfiguration configuration, StartFaults faults)
    {
        var reader = new SettingReader(configuration, faults);
        var folder = Path.GetFullPath(reader.Text(KnownSettings.DataFolder));
        var database = ReadDatabase(reader, folder);
        return new ServerSettings
        {
            ProjectName = reader.Text(KnownSettings.ProjectName),
            DataFolder = folder,
            Database = database,
            Disk = DiskSettings.Read(reader, folder, database.Address),
            Redis = ReadRedis(reader),
            CorsOrigins = ReadOrigins(reader),
            LogLevel = ReadLogLevel(reader),
            Workers = reader.NumberOrNull(KnownSettings.Workers, 1, 1_024),
            Limits = ServerLimits.Read(reader),
        };
    }

    private static DatabaseSettings ReadDatabase(SettingReader reader, string folder) => new()
    {
        Address = ReadAddress(reader) ?? new SqliteAddress(Path.Combine(folder, "larder.db")),
        Echo = reader.Flag(KnownSettings.DatabaseEcho),
        CommandTimeout = reader.Seconds(KnownSettings.DatabaseTimeout, 1, 3_600),
        ConnectTimeout = reader.Seconds(KnownSettings.DatabaseConnectTimeout, 1, 60),
        StartTimeout = reader.Seconds(KnownSettings.DatabaseStartTimeout, 0, 3_600),
        PoolSize = reader.Number(KnownSettings.DatabasePoolSize, 1, 1_000),
        Slow = TimeSpan.FromMilliseconds(reader.Number(KnownSettings.DatabaseSlow, 0, 3_600_000)),
    };

    private static DatabaseAddress? ReadAddress(SettingReader reader)
    {
        Setting[] parts =
        [
            KnownSettings.DatabaseHost, KnownSettings.DatabasePort, KnownSettings.DatabaseUser,
            KnownSettings.DatabasePassword, KnownSettings.DatabaseName,
        ];

        if (reader.Given(KnownSettings.DatabaseAddress) is { } text)
        {
            if (DatabaseUrl.TryParse(text, out var address, out var fault))
                return address;
            reader.Fault(KnownSettings.DatabaseAddress, $"{fault}.");
            return null;
        }

        if (parts.All(part => reader.Given(part) is null))
            return null;

        return new PostgresAddress(
            reader.Text(KnownSettings.DatabaseHost),
            reader.Number(KnownSettings.DatabasePort, 1, PortMax),
            reader.Text(KnownSettings.DatabaseName),
            reader.Text(KnownSettings.DatabaseUser),
            reader.Given(KnownSettings.DatabasePassword));
    }

    private static RedisSettings? ReadRedis(SettingReader reader)
    {
        Setting[] parts =
        [
            KnownSettings.RedisHost, KnownSettings.RedisPort, KnownSettings.RedisPassword, KnownSettings.RedisDatabase,
        ];

        if (reader.Given(KnownSettings.RedisAddress) is { } text)
        {
            if (RedisUrl.TryParse(text, out var settings, out var fault))
                return settings;
            reader.Fault(KnownSettings.RedisAddress, $"{fault}.");
            return null;
        }

        if (parts.All(part => reader.Given(part) is null))
            return null;

        return new RedisSettings(
            reader.Text(KnownSettings.RedisHost),
            reader.Number(KnownSettings.RedisPort, 1, PortMax),
            User: null,
            reader.Given(KnownSettings.RedisPassword),
            reader.Number(KnownSettings.RedisDatabase, 0, RedisSettings.DatabaseMax),
            IsEncrypted: false);
    }

    private static IReadOnlyList<string> ReadOrigins(SettingReader reader)
    {
        var origins = reader.List(KnownSettings.CorsOrigins);
        foreach (var origin in origins.Where(origin => !IsOrigin(origin)))
        {
            reader.Fault(
                KnownSettings.CorsOrigins,
                $"must hold '*' or origins such as 'https://example.com:8443', but has '{origin}'.");
        }

        return origins;
    }

    // A browser sends scheme, host and port and nothing after them; a slash too much would never match.
    private static bool IsOrigin(string origin) =>
        origin == "*" || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == origin);

    private static LogLevel? ReadLogLevel(SettingReader reader)
    {
        if (reader.Given(KnownSettings.LogLevel) is not { } text)
            return null;

        // The words of Python beside those of .NET.
        switch (text.ToUpperInvariant())
        {
            case "TRACE" or "NOTSET": return Microsoft.Extensions.Logging.LogLevel.Trace;
            case "DEBUG": return Microsoft.Extensions.Logging.LogLevel.Debug;
            case "INFO" or "INFORMATION": return Microsoft.Extensions.Logging.LogLevel.Information;
            case "WARNING" or "WARN": return Microsoft.Extensions.Logging.LogLevel.Warning;
            case "ERROR": return Microsoft.Extensions.Logging.LogLevel.Error;
            case "CRITICAL" or "FATAL": return Microsoft.Extensions.Logging.LogLevel.Critical;
            case "NONE": return Microsoft.Extensions.Logging.LogLevel.None;
        }

        reader.Fault(KnownSettings.LogLevel, $"must be DEBUG, INFO, WARNING, ERROR or CRITICAL, but was '{text}'.");
        return null;
    }
}
