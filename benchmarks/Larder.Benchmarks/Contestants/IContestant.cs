using System.Diagnostics.CodeAnalysis;
using Larder.Benchmarks.Workloads;

namespace Larder.Benchmarks.Contestants;

/// <summary>One cache under measurement.</summary>
/// <remarks>
/// Contestants are structs and the loops are generic over them, so that what is compiled is the call that a program
/// would make which uses the cache directly: no virtual call of the harness stands between.
/// </remarks>
internal interface IContestant<TSelf, TKey>
    where TSelf : struct, IContestant<TSelf, TKey>
{
    static abstract TSelf Create(Shape shape);

    /// <summary>Stores an entry with the lifetime of the shape. Not measured.</summary>
    void Fill(TKey key, Payload value);

    bool TryGet(TKey key, [MaybeNullWhen(false)] out Payload value);

    void Set(TKey key, Payload value);

    Payload GetOrAdd(TKey key, Maker maker);

    /// <summary>Finishes what was put off, where the contestant can be asked to. Not measured.</summary>
    void Settle();
}
