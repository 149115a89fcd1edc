namespace Larder.Concurrency.Tests.Stores;

/// <summary>Values that are objects, equal when their numbers are.</summary>
internal sealed class ReferenceValues : IValueForm<ReferenceValues.Box>
{
    public static Box Of(long number) => new(number, ~number);

    public static long NumberOf(Box value)
    {
        Assert.True(value is not null, "A look-up answered with a value that had been let go.");
        Assert.True(value.Number == ~value.Complement, "An object was seen before it was complete.");
        return value.Number;
    }

    internal sealed record Box(long Number, long Complement);
}
