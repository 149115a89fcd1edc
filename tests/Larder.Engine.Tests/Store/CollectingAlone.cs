namespace Larder.Engine.Tests.Store;

/// <summary>
/// Tests that make the garbage collector work again and again, and so run when no other test measures what it allocates.
/// </summary>
[CollectionDefinition(nameof(CollectingAlone), DisableParallelization = true)]
public sealed class CollectingAlone;
