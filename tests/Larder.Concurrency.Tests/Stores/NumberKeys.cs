namespace Larder.Concurrency.Tests.Stores;

/// <summary>Keys that are numbers.</summary>
internal sealed class NumberKeys : IKeyForm<long>
{
    public static long Of(int number) => number;

    public static int NumberOf(long key) => (int)key;
}
