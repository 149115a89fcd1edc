namespace Larder.Simulation;

/// <summary>One request of a trace: the key asked for, and the size of its object.</summary>
/// <param name="Key">The key. Traces with unsigned 64-bit keys keep their bits.</param>
/// <param name="Size">The size of the object in bytes; 1 in traces that carry no sizes. Never negative.</param>
public readonly record struct TraceRequest(long Key, int Size);
