using Larder.Engine;

namespace Larder.Server.Payloads.Memory;

/// <summary>Weighs an output by the bytes it keeps.</summary>
internal sealed class OutputWeigher : IWeigher<string, PayloadOutput>
{
    public int Weigh(string key, PayloadOutput value) => value.Weight;
}
