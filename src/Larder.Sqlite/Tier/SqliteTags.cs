using Larder.Tiers;

namespace Larder.Sqlite.Tier;

/// <summary>The versions of the tags of one cache in the file.</summary>
internal sealed class SqliteTags(SqliteTier tier) : ITagVersions
{
    public async ValueTask ReadAsync(IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default) =>
        await tier.WithReaderAsync(
            (reader, numbered) =>
            {
                for (var i = 0; i < tags.Count; i++)
                {
                    versions.Span[i] = reader.TagVersion(KeyBytes.Of(numbered.Cache, tags[i]));
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask MaterializeAsync(
        IReadOnlyList<string> tags, Memory<long> versions, CancellationToken cancellationToken = default)
    {
        // Most are there already, and reading them keeps out of the writer's way.
        await ReadAsync(tags, versions, cancellationToken).ConfigureAwait(false);
        if (!versions.Span.Contains(0))
        {
            return;
        }

        var numbered = await tier.OpenAsync(cancellationToken).ConfigureAwait(false);
        await numbered.File.Writes.DoAsync(
            writer =>
            {
                for (var i = 0; i < tags.Count; i++)
                {
                    versions.Span[i] = writer.Materialize(KeyBytes.Of(numbered.Cache, tags[i]));
                }

                return true;
            },
            cancellationToken,
            tags.Count).ConfigureAwait(false);
    }

    public async ValueTask<long> RaiseAsync(string tag, CancellationToken cancellationToken = default)
    {
        var numbered = await tier.OpenAsync(cancellationToken).ConfigureAwait(false);
        var bytes = KeyBytes.Of(numbered.Cache, tag);
        return await numbered.File.Writes.DoAsync(writer => writer.Raise(bytes), cancellationToken).ConfigureAwait(false);
    }
}
