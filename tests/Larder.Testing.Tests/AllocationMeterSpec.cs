namespace Larder.Testing.Tests;

public sealed class AllocationMeterSpec
{
    private static object? _sink;
    private static int _counter;

    [Fact]
    public void Code_that_allocates_nothing_counts_nothing()
    {
        var bytes = AllocationMeter.BytesOf(static () => _counter++);

        Assert.Equal(0, bytes);
        Assert.True(_counter > 0);
    }

    [Fact]
    public void Every_allocated_byte_is_counted()
    {
        var bytes = AllocationMeter.BytesOf(static () => _sink = new byte[1_000], iterations: 100);

        Assert.InRange(bytes, 100 * 1_000, 100 * 1_100);
        Assert.NotNull(_sink);
    }

    [Fact]
    public void What_the_first_calls_allocate_is_not_counted()
    {
        object? cached = null;

        var bytes = AllocationMeter.BytesOf(() => cached ??= new byte[1_000]);

        Assert.Equal(0, bytes);
    }
}
