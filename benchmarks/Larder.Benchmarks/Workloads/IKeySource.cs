namespace Larder.Benchmarks.Workloads;

/// <summary>Makes the keys of one kind.</summary>
internal interface IKeySource<out TKey>
{
    /// <summary>A new instance of the key with that number; equal numbers give equal keys.</summary>
    TKey Make(int number);
}
