namespace Larder.Server.Configuration;

/// <summary>Every setting of the server's own, each written once: name, default, meaning.</summary>
internal static class KnownSettings
{
    public static readonly Setting ProjectName = new(
        "Larder:ProjectName", "PROJECT_NAME", "Caching Service",
        "The name of the service, as the title of its API document has it.");

    public static readonly Setting DataFolder = new(
        "Larder:DataFolder", null, "data",
        "The folder for files of the server. It is made when it is missing.");

    public static readonly Setting DatabaseAddress = new(
        "Larder:Database:Url", "DATABASE_URL", "sqlite:///data/larder.db",
        "Where the rows are kept: SQLite or PostgreSQL. The file of the default lies in the data folder.")
    {
        IsSecret = true,
    };

    public static readonly Setting DatabaseHost = new(
        "DB_HOST", null, "localhost", "PostgreSQL in parts, used when no address is given and any part is: the host.");

    public static readonly Setting DatabasePort = new("DB_PORT", null, "5432", "The port of PostgreSQL.");

    public static readonly Setting DatabaseUser = new("DB_USER", null, "postgres", "The user of PostgreSQL.");

    public static readonly Setting DatabasePassword = new("DB_PASSWORD", null, "", "The password of that user.")
    {
        IsSecret = true,
    };

    public static readonly Setting DatabaseName = new("DB_NAME", null, "cache_example", "The name of the database.");

    public static readonly Setting DatabaseEcho = new(
        "Larder:Database:EngineEcho", "DATABASE_ENGINE_ECHO", "false",
        "Log the text of each statement. The values in it are never logged.");

    public static readonly Setting DatabaseTimeout = new(
        "Larder:Database:Timeout", "TIMEOUT", "30",
        "Seconds that one statement may take, and that a writer waits for its turn.");

    public static readonly Setting DatabaseConnectTimeout = new(
        "Larder:Database:ConnectTimeout", null, "5",
        "Seconds that a connection may take to come, from the pool or from the server.");

    public static readonly Setting DatabaseStartTimeout = new(
        "Larder:Database:StartTimeout", null, "30",
        "Seconds that the start waits for a database server that does not answer yet.");

    public static readonly Setting DatabasePoolSize = new(
        "Larder:Database:PoolSize", null, "20", "The most connections to PostgreSQL at a time.");

    public static readonly Setting DatabaseSlow = new(
        "Larder:Database:SlowMilliseconds", null, "500",
        "From how many milliseconds on a statement is logged as slow, by its name; 0 for never.");

    public static readonly Setting RedisAddress = new(
        "Larder:Redis:Url", "REDIS_URL", "", "The Redis that caches share, as redis://user:password@host:6379/0.")
    {
        IsSecret = true,
    };

    public static readonly Setting RedisHost = new(
        "REDIS_HOST", null, "localhost", "Redis in parts, used when no address is given and any part is: the host.");

    public static readonly Setting RedisPort = new("REDIS_PORT", null, "6379", "The port of Redis.");

    public static readonly Setting RedisPassword = new("REDIS_PASSWORD", null, "", "The password of Redis.")
    {
        IsSecret = true,
    };

    public static readonly Setting RedisDatabase = new("REDIS_DB", null, "0", "The number of the database in Redis.");

    public static readonly Setting DiskPath = new(
        "Larder:Disk:Path", null, "data/cache.db",
        "The file in which caches survive a restart, where any is told to. The file of the default lies in the data folder.");

    public static readonly Setting DiskMegabytes = new(
        "Larder:Disk:MaxMegabytes", null, "256",
        "How large that file may become, in MiB; what was written first leaves first.");

    public static readonly Setting DiskDurability = new(
        "Larder:Disk:Durability", null, "Process",
        "What is in it after a write was answered: Process, whatever ends the process; Machine, also after a loss of power.");

    public static readonly Setting CorsOrigins = new(
        "Larder:Cors:Origins", "CORS_ORIGINS", """["*"]""",
        "The sites whose pages may call the API, as a JSON list; a star stands for all.");

    public static readonly Setting LogLevel = new(
        "Larder:LogLevel", "LOG_LEVEL", "INFO",
        "The least weight of a line that is logged: DEBUG, INFO, WARNING, ERROR or CRITICAL.");

    public static readonly Setting Workers = new(
        "Larder:Workers", "WORKERS", "",
        "Accepted and checked, and without effect: one process uses every core.");

    public static readonly Setting Connections = new(
        "Larder:Limits:Connections", null, "16384",
        "The most connections at a time; further ones are closed at once.");

    public static readonly Setting HeadersTimeout = new(
        "Larder:Limits:HeadersTimeout", null, "10",
        "Seconds in which the headers of a request have to arrive.");

    public static readonly Setting LargeBodyMegabytes = new(
        "Larder:Limits:LargeBodyMegabytes", null, "",
        "How many bytes of bodies above 64 KiB are worked on at once, in MiB; further ones are told to come again. "
        + "Without a value an eighth of the memory limit.");

    public static readonly Setting DrainDelay = new(
        "Larder:Limits:DrainDelay", null, "0",
        "Seconds between the signal to stop and the end of listening, in which `/health/ready` is 503 already.");

    public static readonly Setting DrainTimeout = new(
        "Larder:Limits:DrainTimeout", null, "10",
        "Seconds that requests may take to finish once the server listens no more.");

    /// <summary>All of them, in the order of the guide.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        ProjectName, DataFolder,
        DatabaseAddress, DatabaseHost, DatabasePort, DatabaseUser, DatabasePassword, DatabaseName,
        DatabaseEcho, DatabaseTimeout, DatabaseConnectTimeout, DatabaseStartTimeout, DatabasePoolSize, DatabaseSlow,
        RedisAddress, RedisHost, RedisPort, RedisPassword, RedisDatabase,
        DiskPath, DiskMegabytes, DiskDurability,
        CorsOrigins, LogLevel, Workers,
        Connections, HeadersTimeout, LargeBodyMegabytes, DrainDelay, DrainTimeout,
    ];
}
