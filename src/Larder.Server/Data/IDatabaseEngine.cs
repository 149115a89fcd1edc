using System.Data.Common;

namespace Larder.Server.Data;

/// <summary>What differs between the engines, as far as SQL itself does not say it.</summary>
internal interface IDatabaseEngine : IAsyncDisposable
{
    SqlDialect Dialect { get; }

    /// <summary>Where it is, as it may be printed.</summary>
    string Address { get; }

    /// <summary>Where connections come from, ready for use.</summary>
    DbDataSource Source { get; }

    /// <summary>Whether a look at the database would find one, so that a look need not make one.</summary>
    bool Exists { get; }

    /// <summary>Makes what the engine needs before its first connection.</summary>
    void Prepare();

    /// <summary>Waits until a transaction that writes may begin; disposing the result lets the next one in.</summary>
    ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancel);

    /// <summary>Says what an exception of the driver means.</summary>
    DatabaseFault Judge(Exception fault);
}
