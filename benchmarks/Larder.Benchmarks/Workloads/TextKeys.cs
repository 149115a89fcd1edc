namespace Larder.Benchmarks.Workloads;

/// <summary>Keys as programs write them: a prefix they share and an end that differs; 21 characters.</summary>
internal sealed class TextKeys : IKeySource<Text>
{
    public Text Make(int number) => new($"session:{LongKeys.Mix((ulong)number) >> 12:x13}");
}
