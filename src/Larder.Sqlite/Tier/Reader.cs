using System.Buffers;
using Larder.Tiers;

namespace Larder.Sqlite.Tier;

/// <summary>A connection that reads, with its statements. For one thread at a time; each read is a look at one moment.</summary>
internal sealed class Reader : IDisposable
{
    private readonly FileConnection _connection;
    private readonly Statement _get;
    private readonly Statement _list;
    private readonly Statement _tag;
    private readonly Statement _begin;
    private readonly Statement _end;

    internal Reader(string path, TimeSpan busyTimeout)
    {
        _connection = FileConnection.Open(path, busyTimeout, "read");
        try
        {
            _connection.Execute("PRAGMA query_only = 1");
            _get = _connection.Prepare(FileSchema.GetEntry);
            _list = _connection.Prepare(FileSchema.ListKeys);
            _tag = _connection.Prepare(FileSchema.GetTag);
            _begin = _connection.Prepare("BEGIN");
            _end = _connection.Prepare("COMMIT");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public void Dispose() => _connection.Dispose();

    internal TierEntry Get(ReadOnlySpan<byte> key, FileClock clock, IBufferWriter<byte> destination)
    {
        try
        {
            if (!_get.Bind(1, key).Step())
            {
                return default;
            }

            var left = clock.LeftOf(_get.NumberOrNull(1), _get.NumberOrNull(2));
            if (left <= TimeSpan.Zero)
            {
                return default;
            }

            var value = _get.Blob(3);
            destination.Write(value);
            return new TierEntry(true, value.Length, left, _get.Number(0));
        }
        finally
        {
            _get.Reset();
        }
    }

    /// <summary>Reads many in one transaction: one moment, and one lock for all.</summary>
    internal void GetMany(uint cache, IReadOnlyList<string> keys, FileClock clock, IBufferWriter<byte> destination, Span<TierEntry> found)
    {
        _begin.Run();
        try
        {
            Span<byte> small = stackalloc byte[KeyBytes.Usual];
            for (var i = 0; i < keys.Count; i++)
            {
                var bytes = KeyBytes.MostOf(keys[i]) <= small.Length ? small : new byte[KeyBytes.MostOf(keys[i])];
                found[i] = Get(bytes[..KeyBytes.Write(cache, keys[i], bytes)], clock, destination);
            }
        }
        finally
        {
            _end.Run();
        }
    }

    internal TierPage List(ReadOnlySpan<byte> from, ReadOnlySpan<byte> before, int limit, FileClock clock)
    {
        var keys = new List<string>();
        var seen = 0;
        var last = "";
        try
        {
            _list.Bind(1, from).Bind(2, before).Bind(3, (long)limit);
            while (_list.Step())
            {
                seen++;
                last = KeyBytes.TextOf(_list.Blob(0));
                if (!(clock.LeftOf(_list.NumberOrNull(1), _list.NumberOrNull(2)) <= TimeSpan.Zero))
                {
                    keys.Add(last);
                }
            }
        }
        finally
        {
            _list.Reset();
        }

        return new TierPage(keys, seen == limit ? last : null);
    }

    internal long TagVersion(ReadOnlySpan<byte> tag) => _tag.Bind(1, tag).RunForNumber() ?? 0;
}
