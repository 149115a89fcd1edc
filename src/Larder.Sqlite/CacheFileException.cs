namespace Larder.Sqlite;

/// <summary>The file of a tier could not be read or written.</summary>
internal sealed class CacheFileException : LarderException
{
    internal CacheFileException(string message, int code, Exception? cause = null)
        : base(message, cause!) => Code = code;

    /// <summary>What SQLite calls it, in its primary codes; 0 when it was not SQLite that said so.</summary>
    internal int Code { get; }
}
