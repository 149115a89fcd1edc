namespace Larder.Benchmarks.Contestants;

/// <summary>Empty types that only make the code of contestants differ which are the same but for their <see cref="Shape"/>.</summary>
internal static class Apart
{
    internal readonly struct Plain;

    internal readonly struct Again;

    internal readonly struct Tagged;

    internal readonly struct Metered;

    internal readonly struct Tiered;
}
