using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;
using Larder.Tiers;

namespace Larder.Benchmarks.Contestants;

/// <summary>The disk tier as the library uses it: a key in, the bytes into a buffer.</summary>
internal readonly struct SqliteTierText : IContestant<SqliteTierText, Text>
{
    private const int MostInFlight = 2_048;

    private static readonly Payload Found = new();

    private readonly ICacheTier _tier;
    private readonly ArrayBufferWriter<byte> _buffer;
    private readonly Queue<Task<long>> _writes;

    private SqliteTierText(SqliteFile file)
    {
        _tier = file.Tier;
        _buffer = new ArrayBufferWriter<byte>(1_024);
        _writes = new Queue<Task<long>>();
    }

    public static SqliteTierText Create(Shape shape) => new(new SqliteFile());

    internal static SqliteTierText Over(SqliteFile file) => new(file);

    public void Fill(Text key, Payload value) => Set(key, value);

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value)
    {
        _buffer.ResetWrittenCount();
        var read = _tier.GetAsync(key.Value, _buffer);
        value = Found;
        return (read.IsCompletedSuccessfully ? read.Result : read.AsTask().GetAwaiter().GetResult()).Found;
    }

    /// <summary>Begins a write, and waits for the oldest when many are under way.</summary>
    public void Set(Text key, Payload value)
    {
        if (_writes.Count == MostInFlight)
        {
            _writes.Dequeue().GetAwaiter().GetResult();
        }

        _writes.Enqueue(_tier.SetAsync(key.Value, new ReadOnlySequence<byte>(SqliteFile.Value), SqliteFile.TimeToLive).AsTask());
    }

    public Payload GetOrAdd(Text key, Maker maker) => maker.Make();

    public void Settle()
    {
        while (_writes.TryDequeue(out var write))
        {
            write.GetAwaiter().GetResult();
        }
    }
}
