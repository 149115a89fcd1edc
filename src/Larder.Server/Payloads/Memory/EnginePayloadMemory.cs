using System.Diagnostics.CodeAnalysis;
using Larder.Engine;
using Larder.Engine.Store;

namespace Larder.Server.Payloads.Memory;

/// <summary>Both maps in stores of the engine: ids bounded by their number, outputs by their bytes.</summary>
internal sealed class EnginePayloadMemory : IPayloadMemory, IDisposable
{
    private readonly MemoryStore<string, bool> _ids;
    private readonly MemoryStore<string, PayloadOutput> _outputs;

    public EnginePayloadMemory(PayloadSettings settings, TimeProvider time)
    {
        _ids = new(new StoreOptions { Capacity = settings.KnownIds, Time = time });
        _outputs = new(new StoreOptions { Capacity = settings.OutputBytes, Time = time }, weigher: new OutputWeigher());
    }

    public bool Knows(ReadOnlySpan<char> id) => _ids.TryGet(id, out _);

    public bool TryGetOutput(ReadOnlySpan<char> id, [MaybeNullWhen(false)] out PayloadOutput output) =>
        _outputs.TryGet(id, out output);

    public ValueTask RememberIdAsync(string id)
    {
        _ids.Set(id, true);
        return ValueTask.CompletedTask;
    }

    public ValueTask RememberOutputAsync(PayloadOutput output)
    {
        // One that is larger than all of memory is read from the database each time.
        if (output.Weight <= _outputs.Capacity)
            _outputs.Set(output.Id, output);
        return RememberIdAsync(output.Id);
    }

    public IReadOnlyList<string> ListPopular(int limit) =>
        [.. _outputs.ListAll().OrderByDescending(entry => entry.Frequency).Take(limit).Select(entry => entry.Key)];

    public void Dispose()
    {
        _ids.Dispose();
        _outputs.Dispose();
    }
}
