namespace Larder.Hosting;

/// <summary>A cache that code or configuration named.</summary>
/// <param name="Name">The name.</param>
/// <param name="Steps">What code says of it, in the order it was said.</param>
internal sealed record NamedCache(string Name, List<Func<CacheOptions, CacheOptions>> Steps);
