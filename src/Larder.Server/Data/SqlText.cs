using System.Diagnostics.CodeAnalysis;

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

    private SqlText(string sqlite, string postgreSql)
    {
        _sqlite = sqlite;
        _postgreSql = postgreSql;
    }

    /// <summary>A statement that both engines understand.</summary>
    public static SqlText Of([ConstantExpected] string text) => new(text, text);

    /// <summary>A statement that the engines spell differently.</summary>
    public static SqlText Of([ConstantExpected] string sqlite, [ConstantExpected] string postgreSql) =>
        new(sqlite, postgreSql);

    public string In(SqlDialect dialect) => dialect == SqlDialect.Sqlite ? _sqlite : _postgreSql;

    /// <summary>The statement with its values; <c>@id</c> in the text is <c>("id", value)</c> here.</summary>
    public SqlStatement With(params (string Name, object? Value)[] values) => new(this, values);

    public static implicit operator SqlStatement(SqlText text) => text.With();
}
