using System.Collections.Concurrent;
using Larder.Server.Payloads.Storage;

namespace Larder.Server.Tests.Payloads;

/// <summary>A repository whose every step the test can watch, hold up, or make fail.</summary>
internal sealed class RepositoryInMemory : IPayloadRepository
{
    private readonly ConcurrentDictionary<string, PayloadRow> _rows = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _popular = [];
    private int _adds;
    private int _looks;

    /// <summary>What an add waits for, or throws.</summary>
    public Func<Task> BeforeAdd { get; set; } = () => Task.CompletedTask;

    /// <summary>What a look for an output waits for, or throws.</summary>
    public Func<Task> BeforeFind { get; set; } = () => Task.CompletedTask;

    public IReadOnlyCollection<PayloadRow> Rows => [.. _rows.Values];

    public IReadOnlyList<string> Popular => _popular;

    public int Adds => Volatile.Read(ref _adds);

    public int Looks => Volatile.Read(ref _looks);

    public Task<bool> ExistsAsync(string id, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _looks);
        return Task.FromResult(_rows.ContainsKey(id));
    }

    public async Task<string?> FindOutputAsync(string id, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _looks);
        await BeforeFind();
        return _rows.GetValueOrDefault(id)?.Output;
    }

    public async Task AddAsync(PayloadRow row, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _adds);
        await BeforeAdd();
        _rows.TryAdd(row.Id, row);
    }

    public Task<IReadOnlyList<string>> ListPopularAsync(int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([.. _popular.Take(limit)]);

    public Task NotePopularAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        _popular = ids;
        return Task.CompletedTask;
    }
}
