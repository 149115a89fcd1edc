namespace Larder.Benchmarks.Workloads;

/// <summary>A string key in a struct of its own.</summary>
/// <remarks>
/// Code that is generic over a reference type is shared by all of them and looks types up while it runs. A loop that is
/// generic over this struct is compiled for it alone, as a caller that names its types would be.
/// </remarks>
internal readonly record struct Text(string Value);
