using System.Buffers;
using System.Text;
using Larder.Sqlite.Tier;
using Larder.Testing;
using Larder.Tiers;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>One file, opened and closed as a test likes, on a manual clock.</summary>
internal sealed class FileUnderTest : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new();
    private SqliteTierFactory? _factory;
    private ICacheTier? _tier;

    internal FileUnderTest() =>
        Options = new SqliteTierOptions { Path = _folder["cache.db"], Time = Clock, Loggers = Log };

    internal ManualClock Clock { get; } = new();

    internal LineCollector Log { get; } = new();

    internal SqliteTierOptions Options { get; set; }

    internal string Path => Options.Path;

    internal IReadOnlyList<string> Files => _folder.Files;

    internal string this[string name] => _folder[name];

    internal SqliteTierFactory Factory => _factory ??= new SqliteTierFactory(Options);

    internal ICacheTier Tier => _tier ??= Factory.Create("cache");

    internal static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    internal ValueTask<long> SetAsync(string key, string value, TimeSpan? timeToLive = null) =>
        Tier.SetAsync(key, Bytes(value), timeToLive);

    internal async ValueTask<string?> GetAsync(string key)
    {
        var writer = new ArrayBufferWriter<byte>();
        return (await Tier.GetAsync(key, writer)).Found ? Encoding.UTF8.GetString(writer.WrittenSpan) : null;
    }

    /// <summary>Closes the file, as the end of a process does in good order.</summary>
    internal async ValueTask CloseAsync()
    {
        _tier = null;
        if (_factory is { } factory)
        {
            _factory = null;
            await factory.DisposeAsync();
        }
    }

    /// <summary>What a query of one number finds in the file, by a connection of its own.</summary>
    internal long Count([System.Diagnostics.CodeAnalysis.ConstantExpected] string sql)
    {
        using var connection = FileConnection.Open(Path, TimeSpan.FromSeconds(5), "read");
        return connection.Prepare(sql).RunForNumber() ?? 0;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }
}
