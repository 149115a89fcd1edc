using System.Buffers.Binary;

namespace Larder.Simulation.Tests;

/// <summary>Builds the content of trace files.</summary>
internal static class TraceBytes
{
    public static byte[] Keys(params uint[] keys)
    {
        byte[] content = new byte[keys.Length * 4];

        for (int i = 0; i < keys.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(i * 4), keys[i]);

        return content;
    }

    public static byte[] Objects(params (ulong Key, uint Size)[] objects)
    {
        byte[] content = new byte[objects.Length * 24];

        for (int i = 0; i < objects.Length; i++)
        {
            var record = content.AsSpan(i * 24);
            BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)(1000 + i));
            BinaryPrimitives.WriteUInt64LittleEndian(record[4..], objects[i].Key);
            BinaryPrimitives.WriteUInt32LittleEndian(record[12..], objects[i].Size);
            BinaryPrimitives.WriteInt64LittleEndian(record[16..], -1);
        }

        return content;
    }
}
