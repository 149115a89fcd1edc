using Larder.AspNetCore.Admin.Metrics;
using Larder.Server.Configuration;
using Larder.Server.Data;
using Larder.Testing;

namespace Larder.Server.Tests.Data;

public sealed class DatabaseMeterSpec
{
    private static readonly SqlText Find = SqlText.Of("SELECT 1 WHERE 'x' = @secret");

    [Fact]
    public void A_statement_has_the_name_of_its_field_and_file()
    {
        Assert.Equal("DatabaseMeterSpec.Find", Find.Name);
    }

    [Fact]
    public void A_slow_statement_is_logged_by_its_name_alone_and_counted()
    {
        var clock = new ManualClock();
        var log = new LineLog<Database>();
        using var meter = new DatabaseMeter(
            new DatabaseSettings { Address = new SqliteAddress("x.db"), Slow = TimeSpan.FromMilliseconds(100) }, clock, log);

        using (meter.Time(Find))
            clock.Advance(TimeSpan.FromMilliseconds(99));
        using (meter.Time(Find))
            clock.Advance(TimeSpan.FromMilliseconds(250));
        var writer = new MetricWriter();
        meter.Write(writer);
        var page = Exposition.Parse(writer.ToString());

        Assert.Equal("The statement DatabaseMeterSpec.Find took 250 ms", Assert.Single(log.Lines));
        Assert.Equal(1, page.Samples["larder_database_slow_statements_total{statement=\"DatabaseMeterSpec.Find\"}"]);
        Assert.Equal(2, page.Samples["larder_database_statement_seconds_count{statement=\"DatabaseMeterSpec.Find\"}"]);
        Assert.Equal(0.349, page.Samples["larder_database_statement_seconds_sum{statement=\"DatabaseMeterSpec.Find\"}"], 6);
    }

    [Fact]
    public void Zero_turns_the_log_of_slow_statements_off()
    {
        var clock = new ManualClock();
        var log = new LineLog<Database>();
        using var meter = new DatabaseMeter(
            new DatabaseSettings { Address = new SqliteAddress("x.db"), Slow = TimeSpan.Zero }, clock, log);

        using (meter.Time(Find))
            clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty(log.Lines);
    }

    [Fact]
    public void Connections_in_use_go_up_and_down()
    {
        using var meter = new DatabaseMeter(
            new DatabaseSettings { Address = new SqliteAddress("x.db") }, TimeProvider.System, new LineLog<Database>());

        var one = meter.Use();
        var two = meter.Use();
        var during = meter.InUse;
        one.Dispose();
        two.Dispose();

        Assert.Equal(2, during);
        Assert.Equal(0, meter.InUse);
    }
}
