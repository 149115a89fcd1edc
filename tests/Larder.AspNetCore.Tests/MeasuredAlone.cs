namespace Larder.AspNetCore.Tests;

/// <summary>Tests that measure memory, and so run when no other test does.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
