namespace Larder.Concurrency.Tests.Stores;

/// <summary>
/// Tests that measure the memory of the process or starve its pool, and so run when no other test does.
/// </summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
