using Larder.Invalidation;
using Larder.Tiers;

namespace Larder.Sqlite.Tier;

/// <summary>Makes tiers that keep their entries in one file of SQLite, shared by the processes of a machine.</summary>
/// <remarks>
/// Thread-safe. The file is opened when it is first needed. Disposing the factory does what was left to be written and closes
/// the file; tiers that it made fail from then on.
/// </remarks>
public sealed class SqliteTierFactory : ICacheTierFactory, IAsyncDisposable
{
    private readonly CacheFile _file;
    private readonly SqliteBus _bus;

    /// <summary>A factory over a file.</summary>
    /// <param name="options">Which file, and how it is used.</param>
    /// <exception cref="ArgumentException">The options have faults; the message has all of them.</exception>
    public SqliteTierFactory(SqliteTierOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Throw.IfFaulty(options.Validate());
        _file = new CacheFile(options);
        _bus = new SqliteBus(_file);
    }

    /// <inheritdoc/>
    public IReadOnlyList<CacheStrategy> Strategies { get; } = [CacheStrategy.Disk, CacheStrategy.Hybrid];

    /// <summary>Tells the caches of other processes over the same file what is no longer true.</summary>
    public IInvalidationBus Bus => _bus;

    /// <summary>How long it takes, at most, until other processes have heard of a change: twice the interval of the polls.</summary>
    public TimeSpan InvalidationDelay => 2 * _file.Options.PollEvery;

    /// <summary>Opens the file now, so that what is wrong with it shows before anybody needs it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Ends when the file is open.</returns>
    /// <exception cref="LarderException">It cannot be opened; the message says why. The next call that needs it tries again.</exception>
    public async ValueTask OpenAsync(CancellationToken cancellationToken = default) =>
        await _file.OpenAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ICacheTier Create(string cacheName)
    {
        ArgumentNullException.ThrowIfNull(cacheName);
        return new SqliteTier(_file, cacheName);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _bus.DisposeAsync().ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }
}
