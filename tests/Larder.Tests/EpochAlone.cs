namespace Larder.Tests;

/// <summary>
/// Tests that tell who came before and who after a removal by tag. The epoch belongs to the process: a removal in another
/// test would make a caller begin anew who need not have.
/// </summary>
[CollectionDefinition(nameof(EpochAlone), DisableParallelization = true)]
public sealed class EpochAlone;
