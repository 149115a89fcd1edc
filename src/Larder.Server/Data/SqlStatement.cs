namespace Larder.Server.Data;

/// <summary>A statement and the values for its parameters.</summary>
internal readonly record struct SqlStatement(SqlText Text, IReadOnlyList<(string Name, object? Value)> Values);
