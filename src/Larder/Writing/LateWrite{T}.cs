using Larder.Memory;

namespace Larder.Writing;

/// <summary>The same, of a value of a type.</summary>
internal sealed record LateWrite<T>(long Version, FarTerms Terms, long SetAt) : LateWrite(Version, Terms, SetAt)
{
    internal override ValueTask<FarWrite> WriteAsync(FarTier far, string key, Slot slot, FarTerms terms) =>
        slot is Slot<T> typed
            ? far.WriteLateAsync(key, Promise, typed.Value, terms)
            : new ValueTask<FarWrite>(new FarWrite(FarOutcome.Overtaken));
}
