using Larder.Tiers;

namespace Larder.Testing.Tiers;

/// <summary>The versions of tags of a <see cref="FaultyTier"/>: its calls come from the same script.</summary>
internal sealed class FaultyTags(FaultyTier tier, ITagVersions inner) : ITagVersions
{
    public async ValueTask ReadAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default)
    {
        await tier.FailAsync(FaultyCall.Read, cancellationToken);
        await inner.ReadAsync(tags, versions, cancellationToken);
    }

    public async ValueTask MaterializeAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default)
    {
        await tier.FailAsync(FaultyCall.Write, cancellationToken);
        await inner.MaterializeAsync(tags, versions, cancellationToken);
    }

    public async ValueTask<long> RaiseAsync(string tag, CancellationToken cancellationToken = default)
    {
        await tier.FailAsync(FaultyCall.Write, cancellationToken);
        return await inner.RaiseAsync(tag, cancellationToken);
    }
}
