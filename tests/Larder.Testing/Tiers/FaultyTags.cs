using Larder.Tiers;

namespace Larder.Testing.Tiers;

/// <summary>The versions of tags of a <see cref="FaultyTier"/>: its calls come from the same script.</summary>
internal sealed class FaultyTags(FaultyTier tier, ITagVersions inner) : ITagVersions
{
    public async ValueTask ReadAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default) =>
        await tier.DoAsync(
            FaultyCall.Read,
            async _ =>
            {
                await inner.ReadAsync(tags, versions, cancellationToken);
                return true;
            },
            cancellationToken);

    public async ValueTask MaterializeAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default) =>
        await tier.DoAsync(
            FaultyCall.Write,
            async _ =>
            {
                await inner.MaterializeAsync(tags, versions, cancellationToken);
                return true;
            },
            cancellationToken);

    public ValueTask<long> RaiseAsync(string tag, CancellationToken cancellationToken = default) =>
        tier.DoAsync(FaultyCall.Write, _ => inner.RaiseAsync(tag, cancellationToken), cancellationToken);
}
