using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Larder.Engine.Entries;

/// <summary>Asks the processor for memory that will be needed soon, so that nobody waits for it then.</summary>
/// <remarks>
/// A hint and nothing else: it reads nothing, cannot fault, and may name memory that has moved or belongs to others. Where
/// the runtime has no such instruction nothing happens.
/// </remarks>
internal static class CacheLine
{
    /// <summary>Asks for the line in which something lies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Prefetch<T>(ref T wanted)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.As<T, byte>(ref wanted)));
        }
    }

    /// <summary>Asks for the beginning of an entry: its hash and its state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Prefetch(EntryNode? node)
    {
        if (node is not null)
        {
            Prefetch(ref Unsafe.AsRef(in node.Hash));
        }
    }
}
