namespace Larder.Tidy.Layering;

/// <summary>A file that names, or reaches through a member, a type declared elsewhere in src.</summary>
internal readonly record struct TypeUse(string Path, string Type, Place From, Place To);
