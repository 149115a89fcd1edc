namespace Larder.Tests.Manager;

/// <summary>A typed cache that loads what is missing.</summary>
internal class Squares(CacheManager manager) : TypedCache<int, string>(manager, "square")
{
    private int _loads;

    // Partner: the increment in LoadAsync.
    internal int Loads => Volatile.Read(ref _loads);

    protected override ValueTask<string> LoadAsync(int key, CacheEntryContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _loads);
        return new ValueTask<string>($"{key * key}");
    }
}
