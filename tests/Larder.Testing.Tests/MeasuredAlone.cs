namespace Larder.Testing.Tests;

/// <summary>Tests that measure the memory of the process, and so run when no other test does.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
