using System.Runtime.InteropServices;

namespace Larder.Concurrency.Tests.Stores;

/// <summary>Values of four words that say the same thing four times, so that a torn one shows.</summary>
internal sealed class LargeValues : IValueForm<LargeValues.Quad>
{
    private const long Second = 0x1B873593;
    private const long Third = 0x5BD1E995;

    public static Quad Of(long number) => new(number, number ^ Second, number + Third, ~number);

    public static long NumberOf(Quad value)
    {
        Assert.True(value == Of(value.First), $"A torn value was seen: {value}.");
        return value.First;
    }

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Quad(long First, long Second, long Third, long Fourth);
}
