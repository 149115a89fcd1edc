using System.Buffers;
using Larder.Tiers;

namespace Larder.Testing.Tiers;

/// <summary>Turns what was read into what a <see cref="FaultyTier"/> says.</summary>
internal static class Lies
{
    internal static TierEntry Tell(TierFault fault, TierEntry entry, ReadOnlySpan<byte> bytes, IBufferWriter<byte> destination)
    {
        if (!entry.Found)
        {
            return entry;
        }

        var told = bytes.ToArray();
        if (fault == TierFault.WrongByte && told.Length > 0)
        {
            told[told.Length / 2] ^= 0x10;
        }

        if (fault == TierFault.HalfTheBytes)
        {
            told = told[..(told.Length / 2)];
        }

        destination.Write(told);
        return entry with { Length = fault == TierFault.WrongLength ? told.Length + 1 : told.Length };
    }
}
