namespace Larder;

/// <summary>Which strategies a program can serve: the one place that knows which tiers are there beyond memory.</summary>
/// <remarks>A package that brings a tier names what that makes possible here; nothing else asks what is installed.</remarks>
/// <param name="beyondMemory">What is possible besides <see cref="CacheStrategy.Memory"/>.</param>
internal sealed class AvailableStrategies(params CacheStrategy[] beyondMemory)
{
    internal static readonly AvailableStrategies MemoryOnly = new();

    /// <summary>What is served: what was asked for, else the most that is there.</summary>
    internal CacheStrategy Resolve(CacheStrategy? asked) =>
        asked ?? (Has(CacheStrategy.Hybrid) ? CacheStrategy.Hybrid
            : Has(CacheStrategy.Disk) ? CacheStrategy.Disk
            : CacheStrategy.Memory);

    /// <summary>Why a strategy that was asked for cannot be served; null when it can, or when it is none.</summary>
    internal string? FaultOf(CacheStrategy? asked) =>
        asked is not { } strategy || Has(strategy) || PackageOf(strategy) is not { } package
            ? null
            : $"Strategy is {strategy}, but there is no tier for it. Add the package {package}, or set Strategy to Memory.";

    private bool Has(CacheStrategy strategy) =>
        strategy == CacheStrategy.Memory || Array.IndexOf(beyondMemory, strategy) >= 0;

    private static string? PackageOf(CacheStrategy strategy) => strategy switch
    {
        CacheStrategy.Redis or CacheStrategy.Hybrid => "Larder.Redis",
        CacheStrategy.Disk => "Larder.Sqlite",
        _ => null,
    };
}
