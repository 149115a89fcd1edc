namespace Larder.Server.Payloads.Storage;

/// <summary>The durable home of payloads.</summary>
internal interface IPayloadRepository
{
    Task<bool> ExistsAsync(string id, CancellationToken cancellation);

    /// <summary>The stored body of the output, or null when there is no such payload.</summary>
    Task<string?> FindOutputAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Adds a row and returns once it is durable. A row that another process added meanwhile is left as it is: the same
    /// id always has the same content.
    /// </summary>
    Task AddAsync(PayloadRow row, CancellationToken cancellation);

    /// <summary>
    /// The ids asked for most, by the last note taken, most popular first; the newest ones for as long as there is no note.
    /// </summary>
    Task<IReadOnlyList<string>> ListPopularAsync(int limit, CancellationToken cancellation);

    /// <summary>Notes which ids are asked for most, most popular first, in place of the note before.</summary>
    Task NotePopularAsync(IReadOnlyList<string> ids, CancellationToken cancellation);
}
