namespace Larder.Engine.Tests.Store;

/// <summary>A value that no single instruction writes.</summary>
internal readonly record struct Wide(long First, long Second, long Third)
{
    internal static Wide Of(long number) => new(number, number, number);
}
