using System.ComponentModel;

namespace Larder.Benchmarks.Workloads;

/// <summary>A cached value. Nobody looks inside it: what is measured is how it is found.</summary>
[ImmutableObject(true)] // HybridCache would serialize and copy it at every hit otherwise.
internal sealed class Payload;
