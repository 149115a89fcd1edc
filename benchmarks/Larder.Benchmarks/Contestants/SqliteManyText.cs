using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;
using Larder.Tiers;

namespace Larder.Benchmarks.Contestants;

/// <summary>The disk tier, written a hundred entries at a time.</summary>
internal readonly struct SqliteManyText : IContestant<SqliteManyText, Text>
{
    private const int AtOnce = 100;
    private const int CallsInFlight = 32;

    private readonly ICacheTier _tier;
    private readonly List<TierWrite> _next;
    private readonly Queue<Task> _calls;

    private SqliteManyText(SqliteFile file)
    {
        _tier = file.Tier;
        _next = [];
        _calls = new Queue<Task>();
    }

    public static SqliteManyText Create(Shape shape) => new(new SqliteFile());

    public void Fill(Text key, Payload value) => Set(key, value);

    public bool TryGet(Text key, [MaybeNullWhen(false)] out Payload value)
    {
        value = null;
        return false;
    }

    public void Set(Text key, Payload value)
    {
        _next.Add(new TierWrite(key.Value, new ReadOnlySequence<byte>(SqliteFile.Value), SqliteFile.TimeToLive));
        if (_next.Count == AtOnce)
        {
            Send();
        }
    }

    public Payload GetOrAdd(Text key, Maker maker) => maker.Make();

    public void Settle()
    {
        Send();
        while (_calls.TryDequeue(out var call))
        {
            call.GetAwaiter().GetResult();
        }
    }

    /// <summary>Begins a write of what has gathered, and waits for the oldest when many are under way.</summary>
    private void Send()
    {
        if (_calls.Count == CallsInFlight)
        {
            _calls.Dequeue().GetAwaiter().GetResult();
        }

        _calls.Enqueue(_tier.SetManyAsync([.. _next]).AsTask());
        _next.Clear();
    }
}
