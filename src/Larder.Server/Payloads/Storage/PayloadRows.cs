using System.Text.Json;
using Larder.Server.Data;

namespace Larder.Server.Payloads.Storage;

/// <summary>Payloads in the database: one row each, and the note of which ones are popular.</summary>
internal sealed class PayloadRows(Database database) : IPayloadRepository
{
    private static readonly SqlText Exists = SqlText.Of("SELECT count(*) FROM cache_payloads WHERE payload_id = @id");

    private static readonly SqlText FindOutput =
        SqlText.Of("SELECT output_payload FROM cache_payloads WHERE payload_id = @id");

    private static readonly SqlText Insert = SqlText.Of(
        "INSERT INTO cache_payloads (payload_id, input_payload, output_payload) VALUES (@id, @input, @output) "
        + "ON CONFLICT (payload_id) DO NOTHING");

    private static readonly SqlText Popular =
        SqlText.Of("SELECT payload_id FROM payload_popularity ORDER BY place LIMIT @limit");

    private static readonly SqlText Newest =
        SqlText.Of("SELECT payload_id FROM cache_payloads ORDER BY id DESC LIMIT @limit");

    private static readonly SqlText ForgetNote = SqlText.Of("DELETE FROM payload_popularity");

    // The list travels as one value, so that a thousand ids cost one round trip.
    private static readonly SqlText TakeNote = SqlText.Of(
        sqlite: "INSERT INTO payload_popularity (payload_id, place) SELECT value, key FROM json_each(@ids)",
        postgreSql: "INSERT INTO payload_popularity (payload_id, place) "
            + "SELECT value, ordinality FROM json_array_elements_text(CAST(@ids AS json)) WITH ORDINALITY");

    public async Task<bool> ExistsAsync(string id, CancellationToken cancellation) =>
        await database.CountAsync(Exists.With(("id", id)), cancellation) > 0;

    public Task<string?> FindOutputAsync(string id, CancellationToken cancellation) =>
        database.FindAsync(FindOutput.With(("id", id)), row => row.GetString(0), cancellation);

    public Task AddAsync(PayloadRow row, CancellationToken cancellation) =>
        database.ExecuteAsync(Insert.With(("id", row.Id), ("input", row.Input), ("output", row.Output)), cancellation);

    public Task<IReadOnlyList<string>> ListPopularAsync(int limit, CancellationToken cancellation) =>
        database.ReadAsync(
            async session =>
            {
                var noted = await session.ListAsync(Popular.With(("limit", limit)), row => row.GetString(0));
                return noted.Count > 0
                    ? noted
                    : await session.ListAsync(Newest.With(("limit", limit)), row => row.GetString(0));
            },
            cancellation);

    public Task NotePopularAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var list = JsonSerializer.Serialize(ids);
        return database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(ForgetNote);
                return await session.ExecuteAsync(TakeNote.With(("ids", list)));
            },
            cancellation);
    }
}
