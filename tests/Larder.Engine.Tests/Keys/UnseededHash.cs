using System.Numerics;
using System.Runtime.InteropServices;

namespace Larder.Engine.Tests.Keys;

/// <summary>
/// The hash that dictionaries of the runtime begin with, and texts that collide in it. Repeated here, since the runtime
/// keeps it to itself.
/// </summary>
internal static class UnseededHash
{
    /// <summary>Two halves, each a rotate, an add and an exclusive or over every other pair of characters.</summary>
    internal static uint Of(string key)
    {
        uint first = (5381 << 16) + 5381;
        uint second = first;
        var words = MemoryMarshal.Cast<char, uint>(key.AsSpan());

        for (int i = 0; i < words.Length; i += 2)
        {
            first = (BitOperations.RotateLeft(first, 5) + first) ^ words[i];
            second = (BitOperations.RotateLeft(second, 5) + second) ^ words[i + 1];
        }

        return first + (second * 1566083941);
    }

    /// <summary>Any first block, and the second block that brings the state back to where all the others are.</summary>
    internal static string Colliding(int number)
    {
        uint start = (5381 << 16) + 5381;
        uint mixed = BitOperations.RotateLeft(start, 5) + start;
        uint chosen = (uint)number * 0x9E37_79B9;
        uint state = mixed ^ chosen;
        uint repair = BitOperations.RotateLeft(state, 5) + state;
        uint[] words = [chosen, 0x0061_0061, repair, 0x0062_0062];

        return new string(MemoryMarshal.Cast<uint, char>(words));
    }
}
