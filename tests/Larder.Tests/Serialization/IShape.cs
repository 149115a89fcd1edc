using System.Buffers;
using Larder.Serialization;

namespace Larder.Tests.Serialization;

/// <summary>A value of some type, its facts, and the codec of its cache.</summary>
internal interface IShape
{
    byte[] Encode();

    /// <summary>Reads bytes as the type of the shape; when they are good, the value must be that of the shape.</summary>
    PayloadVerdict Decode(in ReadOnlySequence<byte> bytes, bool demandsTheFacts = false);
}
