using System.Buffers;
using Larder.Tiers;

namespace Larder.Sqlite.Tier;

/// <summary>One cache in the file.</summary>
/// <remarks>
/// <para>
/// Reads run on the thread of the caller and wait for nothing but the disk. Writes are done by the queue, and a call ends
/// when its batch is committed.
/// </para>
/// <para>Invariants: <c>_cache</c> is the number of this cache in <c>_cacheIn</c>, and replaced together with it.</para>
/// </remarks>
internal sealed class SqliteTier(CacheFile file, string cacheName) : ICacheTier
{
    private const int MostAtOnce = 1_000;

    private NumberedFile? _numbered;
    private SqliteTags? _tags;

    public string Name => "sqlite";

    public TierCapabilities Capabilities { get; } =
        TierCapabilities.Durable | TierCapabilities.CompareAndSet | TierCapabilities.Scan | TierCapabilities.Tags
        | (file.Options.Sharing == SqliteSharing.Shared ? TierCapabilities.Shared | TierCapabilities.InvalidationFeed : TierCapabilities.None);

    public ITagVersions Tags => _tags ??= new SqliteTags(this);

    public ValueTask<TierEntry> GetAsync(string key, IBufferWriter<byte> destination, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (OpenNow is { } numbered && numbered.File.Readers.TryRent(out var reader))
        {
            return new ValueTask<TierEntry>(Read(numbered, reader!, key, destination));
        }

        return GetSlowlyAsync(key, destination, cancellationToken);
    }

    public async ValueTask GetManyAsync(
        IReadOnlyList<string> keys, IBufferWriter<byte> destination, Memory<TierEntry> found, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await WithReaderAsync(
            (reader, numbered) =>
            {
                reader.GetMany(numbered.Cache, keys, numbered.File.Clock, destination, found.Span);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<long> SetAsync(
        string key, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        Throw.IfNoLife(timeToLive);
        var numbered = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var bytes = KeyBytes.Of(numbered.Cache, key);
        return await numbered.File.Writes.DoAsync(writer => writer.Set(bytes, value, timeToLive), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask SetManyAsync(IReadOnlyList<TierWrite> writes, CancellationToken cancellationToken = default)
    {
        foreach (var write in writes)
        {
            Throw.IfNoLife(write.TimeToLive);
        }

        var numbered = await OpenAsync(cancellationToken).ConfigureAwait(false);
        for (var done = 0; done < writes.Count;)
        {
            done = await SetPartAsync(numbered, writes, done, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<long> TrySetAsync(
        string key, long expectedVersion, ReadOnlySequence<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
    {
        Throw.IfNoLife(timeToLive);
        var numbered = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var bytes = KeyBytes.Of(numbered.Cache, key);
        return await numbered.File.Writes.DoAsync(
            writer => writer.TrySet(bytes, expectedVersion, value, timeToLive), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        var numbered = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var bytes = KeyBytes.Of(numbered.Cache, key);
        return await numbered.File.Writes.DoAsync(writer => writer.Remove(bytes), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<long> RemoveManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        var numbered = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await numbered.File.Writes.DoAsync(
            writer => keys.LongCount(key => writer.Remove(KeyBytes.Of(numbered.Cache, key))), cancellationToken, keys.Count).ConfigureAwait(false);
    }

    public async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        var numbered = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await numbered.File.Writes.DoAsync(
            writer =>
            {
                var prefix = KeyBytes.Of(numbered.Cache, "");
                writer.RemoveRange(prefix, KeyBytes.After(prefix));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<TierPage> ScanAsync(string prefix, string? cursor, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return WithReaderAsync(
            (reader, numbered) =>
            {
                var begin = KeyBytes.Of(numbered.Cache, prefix);
                var from = cursor is null ? begin : KeyBytes.Next(KeyBytes.Of(numbered.Cache, cursor));
                return reader.List(from, KeyBytes.After(begin), limit, numbered.File.Clock);
            },
            cancellationToken);
    }

    /// <summary>The file is the factory's, and every write that was acknowledged is in it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The open file with the number of this cache in it; null while it is not open.</summary>
    private NumberedFile? OpenNow =>
        Volatile.Read(ref _numbered) is { } numbered && ReferenceEquals(numbered.File, file.OpenNow) ? numbered : null; // partner: OpenAsync

    internal ValueTask<NumberedFile> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return OpenNow is { } numbered ? new ValueTask<NumberedFile>(numbered) : FindNumberAsync(cancellationToken);
    }

    internal async ValueTask<T> WithReaderAsync<T>(Func<Reader, NumberedFile, T> read, CancellationToken cancellationToken)
    {
        var numbered = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var reader = await numbered.File.Readers.RentAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var result = read(reader, numbered);
            numbered.File.Readers.Return(reader);
            return result;
        }
        catch (Exception error)
        {
            Failed(error, numbered, reader);
            throw;
        }
    }

    /// <summary>Writes as many as one transaction should have, so that the file has room for them.</summary>
    /// <returns>Where to go on.</returns>
    private ValueTask<int> SetPartAsync(
        NumberedFile numbered, IReadOnlyList<TierWrite> writes, int from, CancellationToken cancellationToken)
    {
        var before = from;
        for (var bytes = 0L; before < writes.Count && before - from < MostAtOnce && bytes < file.Options.MaxBytes / 16; before++)
        {
            bytes += writes[before].Value.Length;
        }

        return numbered.File.Writes.DoAsync(
            writer =>
            {
                for (var i = from; i < before; i++)
                {
                    var (key, value, timeToLive) = writes[i];
                    writer.Set(KeyBytes.Of(numbered.Cache, key), value, timeToLive);
                }

                return before;
            },
            cancellationToken,
            before - from);
    }

    private TierEntry Read(NumberedFile numbered, Reader reader, string key, IBufferWriter<byte> destination)
    {
        try
        {
            var most = KeyBytes.MostOf(key);
            Span<byte> bytes = most <= KeyBytes.Usual ? stackalloc byte[KeyBytes.Usual] : new byte[most];
            var entry = reader.Get(bytes[..KeyBytes.Write(numbered.Cache, key, bytes)], numbered.File.Clock, destination);
            numbered.File.Readers.Return(reader);
            return entry;
        }
        catch (Exception error)
        {
            Failed(error, numbered, reader);
            throw;
        }
    }

    private async ValueTask<TierEntry> GetSlowlyAsync(string key, IBufferWriter<byte> destination, CancellationToken cancellationToken)
    {
        var numbered = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var reader = await numbered.File.Readers.RentAsync(cancellationToken).ConfigureAwait(false);
        return Read(numbered, reader, key, destination);
    }

    private void Failed(Exception error, NumberedFile numbered, Reader reader)
    {
        numbered.File.Readers.Discard(reader);
        if (error is CacheFileException fault)
        {
            file.Failed(fault, numbered.File);
        }
    }

    private async ValueTask<NumberedFile> FindNumberAsync(CancellationToken cancellationToken)
    {
        var open = await file.OpenAsync(cancellationToken).ConfigureAwait(false);
        var cache = await open.Writes.DoAsync(writer => writer.NumberOf(cacheName), cancellationToken).ConfigureAwait(false);
        var numbered = new NumberedFile(open, cache);
        Volatile.Write(ref _numbered, numbered); // partner: the read in OpenNow
        return numbered;
    }
}
