using Microsoft.CodeAnalysis;

namespace Larder.Tidy;

/// <summary>The assemblies that the running program was given, opened once for every rule that compiles.</summary>
internal static class Platform
{
    private static readonly Lazy<(string Name, MetadataReference Reference)[]> Assemblies = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(path => (
                Path.GetFileNameWithoutExtension(path),
                (MetadataReference)MetadataReference.CreateFromFile(path)))]);

    /// <summary>Everything but what this repository builds.</summary>
    internal static IEnumerable<MetadataReference> Framework =>
        Assemblies.Value
            .Where(assembly => !assembly.Name.StartsWith("Larder", StringComparison.Ordinal))
            .Select(assembly => assembly.Reference);

    /// <summary>The framework and the libraries of src, which is what a reader of the docs has.</summary>
    internal static IEnumerable<MetadataReference> WithLibraries =>
        Assemblies.Value
            .Where(assembly => !assembly.Name.StartsWith("Larder.T", StringComparison.Ordinal))
            .Select(assembly => assembly.Reference);

    /// <summary>One library of src; null when the program was built without it.</summary>
    internal static MetadataReference? Library(string name) =>
        Assemblies.Value.FirstOrDefault(assembly => assembly.Name == name).Reference;
}
