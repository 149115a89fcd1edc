namespace Larder.Cli.Load;

/// <summary>One request of a load: what to do, and the numbers of the key and of the value.</summary>
internal readonly record struct Operation(bool IsPut, int Key, int Value);
