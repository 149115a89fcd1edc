using System.Text;
using Larder.Server.Payloads.Canonical;
using Larder.Server.Payloads.Memory;
using Larder.Server.Payloads.Requests;
using Larder.Server.Payloads.Storage;
using Larder.Server.Payloads.Transforming;

namespace Larder.Server.Payloads;

/// <summary>Keeps payloads: looks in memory, then in the database, and only then computes.</summary>
internal sealed class PayloadService(PayloadMemory memory, IPayloadRepository repository)
{
    /// <summary>Looks in memory alone.</summary>
    public bool IsKnown(ReadOnlySpan<char> id) => memory.Knows(id);

    /// <summary>Stores a payload that memory does not know; simultaneous callers compute it once.</summary>
    /// <param name="id">The id of the payload.</param>
    /// <param name="input">The payload. It may be disposed once the task has ended, and not before.</param>
    public async ValueTask<PayloadAnswer> StoreAsync(string id, PayloadInput input)
    {
        var turn = new Turn(this, id, input);
        var outcome = await memory.StoreOnceAsync(id, turn, static turn => turn.Service.FindOrComputeAsync(turn));
        return new PayloadAnswer(IsHit: outcome.Refusal is null && !turn.HasWorked, outcome.Refusal);
    }

    /// <summary>Finds an output in memory, and in the database when memory has none.</summary>
    /// <param name="id">The id; any text.</param>
    /// <param name="cancellation">Ends the wait of this caller; the look at the database goes on for the others.</param>
    /// <returns>The output, null when there is none, and whether somebody had it without asking the database for it.</returns>
    public async ValueTask<(PayloadOutput? Output, bool IsHit)> FindAsync(string id, CancellationToken cancellation)
    {
        if (!PayloadId.IsPossible(id))
            return (null, false);

        var turn = new Turn(this, id, input: null);
        var output = await memory.LoadOnceAsync(id, turn, static turn => turn.Service.LoadAsync(turn), cancellation);
        return (output, output is not null && !turn.HasWorked);
    }

    private async ValueTask<PayloadOutput?> LoadAsync(Turn turn)
    {
        turn.HasWorked = true;
        if (await repository.FindOutputAsync(turn.Id, CancellationToken.None) is not { } stored)
            return null;

        await memory.RememberIdAsync(turn.Id);
        return new PayloadOutput(turn.Id, OutputBody.FromStored(stored));
    }

    // No cancellation: others wait for the outcome, and a row that is on its way shall arrive.
    private async ValueTask<StoreOutcome> FindOrComputeAsync(Turn turn)
    {
        var (id, input) = (turn.Id, turn.Input!);
        if (await repository.ExistsAsync(id, CancellationToken.None))
            return StoreOutcome.Stored;

        turn.HasWorked = true;
        var transformation = PayloadTransformer.Transform(input);
        if (transformation.Body is not { } body)
            return new StoreOutcome(transformation.Refusal);

        var row = new PayloadRow(id, CanonicalForm.ToText(input), Encoding.UTF8.GetString(body));
        await repository.AddAsync(row, CancellationToken.None);

        // Only now: what memory says is stored must be stored. The id is remembered by whoever called this.
        await memory.RememberOutputAsync(new PayloadOutput(id, body));
        return StoreOutcome.Stored;
    }

    /// <summary>One caller: its work is done by itself or by another, and it alone sees which.</summary>
    private sealed class Turn(PayloadService service, string id, PayloadInput? input)
    {
        public PayloadService Service { get; } = service;

        public string Id { get; } = id;

        public PayloadInput? Input { get; } = input;

        /// <summary>Whether this caller computed, or asked the database for the output. Read after the work has ended.</summary>
        public bool HasWorked { get; set; }
    }
}
