namespace Larder.Benchmarks.Workloads;

/// <summary>What the keys of a case are.</summary>
internal enum KeyKind
{
    /// <summary>Pseudo-random 64-bit numbers.</summary>
    Long,

    /// <summary>Strings of 21 characters, looked up through other instances than those stored.</summary>
    Text,
}
