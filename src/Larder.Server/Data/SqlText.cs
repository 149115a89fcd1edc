using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Larder.Server.Data;

/// <summary>One statement, as a constant of the program, in the words of both engines.</summary>
/// <remarks>
/// Only a constant can become one: the analyzer refuses anything else (CA1857, which looks at calls and not at
/// constructors), so that no text from outside is ever read as SQL. What comes from outside travels beside it, through
/// <see cref="With"/>.
/// </remarks>
internal sealed class SqlText
{
    private readonly string _sqlite;
    private readonly string _postgreSql;

    private SqlText(string sqlite, string postgreSql, string name)
    {
        Name = name;
        _sqlite = sqlite;
        _postgreSql = postgreSql;
    }

    /// <summary>What metrics and logs call it: the field and the file that it stands in, <c>PayloadRows.Insert</c>.</summary>
    public string Name { get; }

    /// <summary>A statement that both engines understand, or one that they spell differently.</summary>
    public static SqlText Of(
        [ConstantExpected] string sqlite,
        [ConstantExpected] string? postgreSql = null,
        [CallerMemberName] string field = "",
        [CallerFilePath] string file = "") =>
        new(sqlite, postgreSql ?? sqlite, $"{Path.GetFileNameWithoutExtension(file)}.{field}");

    public string In(SqlDialect dialect) => dialect == SqlDialect.Sqlite ? _sqlite : _postgreSql;

    /// <summary>The statement with its values; <c>@id</c> in the text is <c>("id", value)</c> here.</summary>
    public SqlStatement With(params (string Name, object? Value)[] values) => new(this, values);

    public static implicit operator SqlStatement(SqlText text) => text.With();
}
