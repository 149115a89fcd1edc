using System.Text;
using Larder.Server.Payloads.Canonical;
using Larder.Server.Payloads.Memory;
using Larder.Server.Payloads.Requests;
using Larder.Server.Payloads.Storage;
using Larder.Server.Payloads.Transforming;

namespace Larder.Server.Payloads;

/// <summary>Keeps payloads: looks in memory, then in the database, and only then computes.</summary>
internal sealed class PayloadService(IPayloadMemory memory, IPayloadRepository repository)
{
    private readonly SingleFlight<PayloadAnswer> _posts = new();
    private readonly SingleFlight<PayloadOutput?> _gets = new();

    /// <summary>Looks in memory alone.</summary>
    public bool IsKnown(ReadOnlySpan<char> id) => memory.Knows(id);

    /// <summary>Stores a payload that memory does not know; simultaneous callers compute it once.</summary>
    /// <param name="id">The id of the payload.</param>
    /// <param name="input">The payload. It may be disposed once the task has ended.</param>
    /// <param name="cancellation">Ends the wait for another caller's work; work of its own is finished.</param>
    public async ValueTask<PayloadAnswer> StoreAsync(string id, PayloadInput input, CancellationToken cancellation)
    {
        var (answer, isLeader) = await _posts.RunAsync(
            id, (Service: this, id, input), static state => state.Service.FindOrComputeAsync(state.id, state.input),
            cancellation);
        return isLeader ? answer : answer with { IsHit = answer.Refusal is null };
    }

    /// <summary>Finds an output in memory, and in the database when memory has none.</summary>
    /// <returns>The output, null when there is none, and whether memory had it.</returns>
    public async ValueTask<(PayloadOutput? Output, bool IsHit)> FindAsync(string id, CancellationToken cancellation)
    {
        if (memory.TryGetOutput(id, out var known))
            return (known, true);
        if (!PayloadId.IsPossible(id))
            return (null, false);

        var (output, isLeader) = await _gets.RunAsync(
            id, (Service: this, id), static state => state.Service.LoadAsync(state.id), cancellation);
        return (output, !isLeader && output is not null);
    }

    /// <summary>Brings an output into memory, unless it is there.</summary>
    public async ValueTask<PayloadOutput?> LoadAsync(string id)
    {
        if (memory.TryGetOutput(id, out var known))
            return known;
        if (await repository.FindOutputAsync(id, CancellationToken.None) is not { } stored)
            return null;

        var output = new PayloadOutput(id, OutputBody.FromStored(stored));
        await memory.RememberOutputAsync(output);
        return output;
    }

    // No cancellation beyond this point: others wait for the outcome, and a row that is on its way shall arrive.
    private async ValueTask<PayloadAnswer> FindOrComputeAsync(string id, PayloadInput input)
    {
        if (memory.Knows(id))
            return new PayloadAnswer(IsHit: true, Refusal: null);

        if (await repository.ExistsAsync(id, CancellationToken.None))
        {
            await memory.RememberIdAsync(id);
            return new PayloadAnswer(IsHit: true, Refusal: null);
        }

        var transformation = PayloadTransformer.Transform(input);
        if (transformation.Body is not { } body)
            return new PayloadAnswer(IsHit: false, transformation.Refusal);

        var row = new PayloadRow(id, CanonicalForm.ToText(input), Encoding.UTF8.GetString(body));
        await repository.AddAsync(row, CancellationToken.None);

        // Only now: what memory says is stored must be stored.
        await memory.RememberOutputAsync(new PayloadOutput(id, body));
        return new PayloadAnswer(IsHit: false, Refusal: null);
    }
}
