using Larder.Server.Configuration;

namespace Larder.Server.Tests.Configuration;

public sealed class DatabaseUrlSpec
{
    private const string Password = "geheim";

    [Theory]
    [InlineData("postgresql://me:pw@db:5433/shop", "db", 5433, "shop", "me", "pw")]
    [InlineData("postgres://me:pw@db/shop", "db", 5432, "shop", "me", "pw")]
    [InlineData("postgresql+psycopg2://me:pw@db:5433/shop", "db", 5433, "shop", "me", "pw")]
    [InlineData("POSTGRESQL+asyncpg://me:pw@DB.example:5433/shop", "DB.example", 5433, "shop", "me", "pw")]
    [InlineData("postgresql://me@db/shop", "db", 5432, "shop", "me", null)]
    [InlineData("postgresql://db/shop", "db", 5432, "shop", null, null)]
    [InlineData("postgresql://me:pw@[::1]:5433/shop", "::1", 5433, "shop", "me", "pw")]
    [InlineData("postgresql://me:pw@[::1]/shop", "::1", 5432, "shop", "me", "pw")]
    [InlineData("postgresql://m%40e:p%40s%3A%2F%3F%23%25%C3%A9@db/sh%20op", "db", 5432, "sh op", "m@e", "p@s:/?#%é")]
    [InlineData("postgresql://me:p:w@db/shop", "db", 5432, "shop", "me", "p:w")]
    [InlineData("postgresql://me:p@w@db/shop", "db", 5432, "shop", "me", "p@w")]
    [InlineData("  postgresql://me:pw@db/shop  ", "db", 5432, "shop", "me", "pw")]
    public void An_address_of_postgresql_is_read(
        string text, string host, int port, string name, string? user, string? password)
    {
        var address = Assert.IsType<PostgresAddress>(Parse(text));

        Assert.Equal(new PostgresAddress(host, port, name, user, password), address);
    }

    [Fact]
    public void Options_after_the_question_mark_are_read()
    {
        var parsed = Parse("postgresql://db/x?sslmode=verify-full&application_name=a%20b");

        var address = Assert.IsType<PostgresAddress>(parsed);

        Assert.Equal("verify-full", address.SslMode);
        Assert.Equal("a b", address.ApplicationName);
    }

    [Theory]
    [InlineData("sqlite:////var/lib/larder.db", "/var/lib/larder.db")]
    [InlineData("sqlite+aiosqlite:////var/lib/larder.db", "/var/lib/larder.db")]
    [InlineData("sqlite:////var/lib/../run/a b.db", "/var/run/a b.db")]
    [Trait("Platform", "Unix")]
    public void Four_slashes_make_a_file_absolute(string text, string file)
    {
        var address = Parse(text);

        Assert.Equal(new SqliteAddress(file), address);
    }

    [Fact]
    public void Three_slashes_make_a_file_relative_to_the_current_folder()
    {
        var address = Parse("sqlite:///data/larder.db");

        Assert.Equal(new SqliteAddress(Path.Combine(Directory.GetCurrentDirectory(), "data", "larder.db")), address);
    }

    [Theory]
    [InlineData("nonsense", "is not an address of a database")]
    [InlineData("://me:geheim@db/x", "is not an address of a database")]
    [InlineData("mysql://me:geheim@db/x", "has the scheme 'mysql'")]
    [InlineData("Server=db;User Id=me;Password=geheim", "is not an address of a database")]
    [InlineData("postgresql://me:geheim@db", "the name of one database")]
    [InlineData("postgresql://me:geheim@db/", "the name of one database")]
    [InlineData("postgresql://me:geheim@db/a/b", "the name of one database")]
    [InlineData("postgresql://me:geheim@/x", "must name a host")]
    [InlineData("postgresql://me:geheim@db:0/x", "must have a port from 1 to 65535")]
    [InlineData("postgresql://me:geheim@db:65536/x", "must have a port from 1 to 65535")]
    [InlineData("postgresql://me:geheim@db:+80/x", "must have a port from 1 to 65535")]
    [InlineData("postgresql://me:geheim@db:/x", "must have a port from 1 to 65535")]
    [InlineData("postgresql://me:geheim@[::1/x", "has a '['")]
    [InlineData("postgresql://me:geheim@[::1]5432/x", "has a '['")]
    [InlineData("postgresql://me:geheim@db host/x", "must name a host")]
    [InlineData("postgresql://me:geheim%@db/x", "followed by two hex digits")]
    [InlineData("postgresql://me:geheim%4@db/x", "followed by two hex digits")]
    [InlineData("postgresql://me:geheim%ff@db/x", "followed by two hex digits")]
    [InlineData("postgresql://me:geheim@db/x?sslmode=geheim", "as sslmode")]
    [InlineData("postgresql://me:geheim@db/x?password=geheim", "an option after '?'")]
    [InlineData("postgresql://me:geheim@db/x?sslmode=require&sslmode=geheim", "each once")]
    // Passwords with signs that had to be encoded.
    [InlineData("postgresql://me:ge/geheim@db/x", "must have a port")]
    [InlineData("postgresql://me:12/geheim@db/x", "the name of one database")]
    [InlineData("postgresql://me:12/geheim@db", "the name of one database")]
    [InlineData("postgresql://me:ge?geheim@db/x", "must have a port")]
    [InlineData("postgresql://me:12?geheim@db/x", "the name of one database")]
    [InlineData("postgresql://me:12#geheim@db/x", "must not contain a '#'")]
    [InlineData("sqlite://larder.db", "must name a file")]
    [InlineData("sqlite:///", "must name a file")]
    [InlineData("sqlite:////var/lib/", "must name a file")]
    [InlineData("sqlite:///:memory:", "database in memory")]
    [InlineData("sqlite:///larder.db?mode=ro", "options after a '?'")]
    public void What_is_malformed_is_told_in_one_sentence_without_the_password(string text, string expected)
    {
        Assert.False(DatabaseUrl.TryParse(text, out var address, out var fault));

        Assert.Null(address);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, fault, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', fault);
    }

    [Theory]
    [InlineData("postgresql://me:geheim@db/shop", "postgresql://me:***@db:5432/shop")]
    [InlineData("postgres://me@[::1]:1/shop", "postgresql://me@[::1]:1/shop")]
    [InlineData("postgresql://db/shop", "postgresql://db:5432/shop")]
    public void An_address_prints_itself_without_the_password(string text, string expected)
    {
        var address = Parse(text);

        Assert.Equal(expected, address.Display);
        Assert.Equal(expected, address.ToString());
        Assert.Equal(expected, $"{address}");
    }

    private static DatabaseAddress Parse(string text)
    {
        Assert.True(DatabaseUrl.TryParse(text, out var address, out var fault), fault);
        return address;
    }
}
