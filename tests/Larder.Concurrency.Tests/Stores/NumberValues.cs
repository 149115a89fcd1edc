namespace Larder.Concurrency.Tests.Stores;

/// <summary>Values that are numbers.</summary>
internal sealed class NumberValues : IValueForm<long>
{
    public static long Of(long number) => number;

    public static long NumberOf(long value) => value;
}
