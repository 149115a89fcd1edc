using Larder.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Larder.Server.Tests.Configuration;

public sealed class ServerSettingsSpec
{
    [Fact]
    public void S0_52_everything_has_a_default_that_needs_no_service()
    {
        var settings = TestSettings.Read();

        var folder = Path.Combine(Directory.GetCurrentDirectory(), "data");
        Assert.Equal("Caching Service", settings.ProjectName);
        Assert.Equal(folder, settings.DataFolder);
        Assert.Equal(
            new DatabaseSettings
            {
                Address = new SqliteAddress(Path.Combine(folder, "larder.db")),
                Echo = false,
                CommandTimeout = TimeSpan.FromSeconds(30),
                ConnectTimeout = TimeSpan.FromSeconds(5),
                StartTimeout = TimeSpan.FromSeconds(30),
                PoolSize = 20,
            },
            settings.Database);
        Assert.Null(settings.Redis);
        Assert.Equal(["*"], settings.CorsOrigins);
        Assert.Null(settings.LogLevel);
        Assert.Null(settings.Workers);
    }

    [Fact]
    public void The_default_file_lies_in_the_data_folder()
    {
        var settings = TestSettings.Read(("Larder:DataFolder", "/somewhere"));

        Assert.Equal(new SqliteAddress("/somewhere/larder.db"), settings.Database.Address);
    }

    [Fact]
    public void S0_52_the_names_of_the_source_projects_are_read()
    {
        var settings = TestSettings.Read(
            ("PROJECT_NAME", "Pantry"), ("DATABASE_ENGINE_ECHO", "True"), ("TIMEOUT", "7"), ("LOG_LEVEL", "warning"),
            ("CORS_ORIGINS", """["https://a.example", "http://localhost:3000"]"""), ("WORKERS", "8"),
            ("REDIS_HOST", "cache"), ("REDIS_PASSWORD", "pw"), ("REDIS_DB", "1"));

        Assert.Equal("Pantry", settings.ProjectName);
        Assert.True(settings.Database.Echo);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.Database.CommandTimeout);
        Assert.Equal(LogLevel.Warning, settings.LogLevel);
        Assert.Equal(["https://a.example", "http://localhost:3000"], settings.CorsOrigins);
        Assert.Equal(8, settings.Workers);
        Assert.Equal(new RedisSettings("cache", 6379, null, "pw", 1, IsEncrypted: false), settings.Redis);
    }

    [Fact]
    public void S0_52_unknown_names_are_ignored()
    {
        var settings = TestSettings.Read(("SECRET_KEY", "x"), ("Larder:Nothing", "x"), ("DB_OPTIONS", "x"));

        Assert.IsType<SqliteAddress>(settings.Database.Address);
    }

    [Fact]
    public void Our_own_name_wins_over_the_address_and_the_address_over_its_parts()
    {
        (string, string)[] parts = [("DB_HOST", "parts"), ("DB_NAME", "shop")];
        (string, string) url = ("DATABASE_URL", "postgresql://url/shop");
        (string, string) own = ("Larder:Database:Url", "postgresql://own/shop");

        string[] hosts = [Host(parts), Host([.. parts, url]), Host([own, .. parts, url])];

        Assert.Equal(["parts", "url", "own"], hosts);
    }

    [Theory]
    [InlineData("DB_USER", "me", "postgresql://me@localhost:5432/cache_example")]
    [InlineData("DB_PASSWORD", "pw", "postgresql://postgres:***@localhost:5432/cache_example")]
    [InlineData("DB_NAME", "shop", "postgresql://postgres@localhost:5432/shop")]
    [InlineData("DB_PORT", "5433", "postgresql://postgres@localhost:5433/cache_example")]
    [InlineData("DB_HOST", "db", "postgresql://postgres@db:5432/cache_example")]
    public void S3_22_any_part_of_an_address_means_postgresql(string name, string value, string expected)
    {
        var settings = TestSettings.Read((name, value));

        Assert.Equal(expected, settings.Database.Address.Display);
    }

    [Fact]
    public void S2_26_the_address_of_redis_wins_over_its_parts()
    {
        var settings = TestSettings.Read(("REDIS_URL", "redis://url:1/3"), ("REDIS_HOST", "parts"), ("REDIS_DB", "5"));

        Assert.Equal(new RedisSettings("url", 1, null, null, 3, IsEncrypted: false), settings.Redis);
    }

    [Fact]
    public void An_empty_value_counts_as_none()
    {
        var settings = TestSettings.Read([.. KnownSettings.All.SelectMany(Names).Select(name => (name, " "))]);

        Assert.Equal(TestSettings.Read().Database, settings.Database);
        Assert.Null(settings.Redis);
    }

    [Theory]
    [InlineData("DATABASE_ENGINE_ECHO", "maybe", "must be true or false, but was 'maybe'.")]
    [InlineData("TIMEOUT", "soon", "must be a whole number from 1 to 3600, but was 'soon'.")]
    [InlineData("TIMEOUT", "0", "must be a whole number from 1 to 3600, but was '0'.")]
    [InlineData("TIMEOUT", "1.5", "must be a whole number from 1 to 3600, but was '1.5'.")]
    [InlineData("WORKERS", "-1", "must be a whole number from 1 to 1024, but was '-1'.")]
    [InlineData("DB_PORT", "99999", "must be a whole number from 1 to 65535, but was '99999'.")]
    [InlineData("LOG_LEVEL", "LOUD", "must be DEBUG, INFO, WARNING, ERROR or CRITICAL, but was 'LOUD'.")]
    [InlineData("CORS_ORIGINS", "*", "must be a JSON list of texts such as [\"*\"], but was '*'.")]
    [InlineData("CORS_ORIGINS", "[1]", "must be a JSON list of texts such as [\"*\"], but was '[1]'.")]
    [InlineData("CORS_ORIGINS", "[\"https://a.example/\"]", "but has 'https://a.example/'.")]
    [InlineData("CORS_ORIGINS", "[\"a.example\"]", "but has 'a.example'.")]
    [InlineData("REDIS_DB", "first", "must be a whole number from 0 to 9999, but was 'first'.")]
    [InlineData("Larder:Database:PoolSize", "0", "must be a whole number from 1 to 1000, but was '0'.")]
    public void S0_52_a_bad_value_is_told_with_its_name_the_rule_and_the_value(string name, string value, string rest)
    {
        var fault = Assert.Single(TestSettings.FaultsOf((name, value)));

        Assert.StartsWith($"{name} ", fault, StringComparison.Ordinal);
        Assert.EndsWith(rest, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void S0_52_all_faults_are_in_one_message_and_no_password_is()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => TestSettings.Read(
            ("TIMEOUT", "x"), ("WORKERS", "y"), ("DATABASE_URL", "postgresql://me:geheim@:x"),
            ("REDIS_URL", "redis://:geheim@/"), ("LOG_LEVEL", "z")));

        var lines = refusal.Message.Split(Environment.NewLine);
        Assert.Equal("5 settings are wrong:", lines[0]);
        Assert.Equal(
            ["DATABASE_URL", "LOG_LEVEL", "REDIS_URL", "TIMEOUT", "WORKERS"],
            lines[1..].Select(line => line.Split(' ')[3]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("geheim", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_fault_is_one_line()
    {
        var refusal = Assert.Throws<StartRefusedException>(() => TestSettings.Read(("TIMEOUT", "x")));

        Assert.Equal("TIMEOUT must be a whole number from 1 to 3600, but was 'x'.", refusal.Message);
    }

    [Fact]
    public void Settings_print_themselves_without_a_password()
    {
        var settings = TestSettings.Read(
            ("DATABASE_URL", "postgresql://me:geheim@db/shop"), ("REDIS_URL", "redis://me:geheim@cache"));

        var text = settings.ToString();

        Assert.Contains("postgresql://me:***@db:5432/shop", text, StringComparison.Ordinal);
        Assert.Contains("redis://me:***@cache:6379/0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_secret_is_masked_where_settings_are_shown()
    {
        var secrets = KnownSettings.All.Where(setting => setting.IsSecret).ToList();

        foreach (var value in new[] { "geheim", "postgresql://me:geheim@db/shop", "redis://:geheim@cache" })
        {
            var settings = TestSettings.Of([.. secrets.SelectMany(Names).Select(name => (name, value))]);
            var reader = new SettingReader(settings, new StartFaults());
            var shown = secrets.Select(secret => reader.Show(secret).Value);
            Assert.All(shown, text => Assert.DoesNotContain("geheim", text, StringComparison.Ordinal));
        }

        Assert.Equal(
            ["DB_PASSWORD", "Larder:Database:Url", "Larder:Redis:Url", "REDIS_PASSWORD"],
            secrets.Select(secret => secret.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_shown_setting_tells_where_it_came_from()
    {
        var reader = new SettingReader(TestSettings.Of(("TIMEOUT", "7")), new StartFaults());

        var given = reader.Show(KnownSettings.DatabaseTimeout);
        var left = reader.Show(KnownSettings.ProjectName);

        Assert.Equal(new ShownSetting("Larder:Database:Timeout", "7", "TIMEOUT"), given);
        Assert.Equal(new ShownSetting("Larder:ProjectName", "Caching Service", "default"), left);
    }

    private static IEnumerable<string> Names(Setting setting) =>
        new[] { setting.Key, setting.Variable }.OfType<string>();

    private static string Host((string, string)[] settings) =>
        Assert.IsType<PostgresAddress>(TestSettings.Read(settings).Database.Address).Host;
}
