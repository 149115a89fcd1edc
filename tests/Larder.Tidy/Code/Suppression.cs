namespace Larder.Tidy.Code;

/// <summary>One diagnostic silenced in one place.</summary>
internal readonly record struct Suppression(string Path, int Line, string Code, bool HasReason);
