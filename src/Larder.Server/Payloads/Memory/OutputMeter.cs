namespace Larder.Server.Payloads.Memory;

/// <summary>Weighs an output by the bytes it keeps.</summary>
internal sealed class OutputMeter : IEntryMeter
{
    public long Measure<T>(string key, T value) => value is PayloadOutput output ? output.Weight : 0;
}
