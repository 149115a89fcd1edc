using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Larder.Benchmarks.Workloads;
using SQLitePCL;

namespace Larder.Benchmarks.Contestants;

/// <summary>The measure of the disk tier: one statement, prepared once, on one connection, over the same table.</summary>
internal readonly struct SqliteSelectText : IContestant<SqliteSelectText, Text>
{
    private const int CachePrefix = 4;
    private static readonly Payload Found = new();

    private readonly SqliteTierText _writer;
    private readonly sqlite3_stmt _select;
    private readonly ArrayBufferWriter<byte> _buffer;

    private SqliteSelectText(SqliteTierText writer, sqlite3_stmt select)
    {
        _writer = writer;
        _select = select;
        _buffer = new ArrayBufferWriter<byte>(1_024);
    }

    public static SqliteSelectText Create(Shape shape)
    {
        var file = new SqliteFile();
        var writer = SqliteTierText.Over(file);
        writer.Set(new Text("the first, so that the file is there"), Found);
        writer.Settle();
        raw.sqlite3_open_v2(file.Path, out var connection, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        raw.sqlite3_prepare_v2(connection, "SELECT value FROM entries WHERE key = ?1", out var select);
        return new SqliteSelectText(writer, select);
    }

    public void Fill(Text key, Payload value) => _writer.Fill(key, value);

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value)
    {
        // The cache is the first of its file, so its number is 1.
        Span<byte> bytes = stackalloc byte[128];
        bytes[..CachePrefix].Clear();
        bytes[CachePrefix - 1] = 1;
        var length = CachePrefix + Encoding.UTF8.GetBytes(key.Value, bytes[CachePrefix..]);
        raw.sqlite3_bind_blob(_select, 1, bytes[..length]);
        var isFound = raw.sqlite3_step(_select) == raw.SQLITE_ROW;
        if (isFound)
        {
            _buffer.ResetWrittenCount();
            _buffer.Write(raw.sqlite3_column_blob(_select, 0));
        }

        raw.sqlite3_reset(_select);
        value = Found;
        return isFound;
    }

    public void Set(Text key, Payload value) => _writer.Set(key, value);

    public Payload GetOrAdd(Text key, Maker maker) => maker.Make();

    public void Settle() => _writer.Settle();
}
