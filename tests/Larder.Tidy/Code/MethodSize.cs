namespace Larder.Tidy.Code;

/// <summary>The lines that a reader must hold in mind to follow one method, its own name for a message.</summary>
internal readonly record struct MethodSize(string Name, int Lines);
