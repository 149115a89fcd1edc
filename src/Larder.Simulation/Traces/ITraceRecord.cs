namespace Larder.Simulation.Traces;

/// <summary>The layout of one record of a trace file. Implemented by empty structs, so that decoding is inlined.</summary>
internal interface ITraceRecord
{
    /// <summary>The length of every record.</summary>
    static abstract int Bytes { get; }

    /// <summary>Whether the record carries the size of the object.</summary>
    static abstract bool HasSizes { get; }

    /// <summary>Decodes one record, or says what rule it breaks.</summary>
    static abstract string? TryDecode(ReadOnlySpan<byte> record, out TraceRequest request);
}
