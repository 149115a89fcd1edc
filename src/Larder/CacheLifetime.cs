namespace Larder;

/// <summary>Whether a cache is still in use; one for all rooms of it.</summary>
/// <remarks>Invariants: goes from alive to ended once, by <see cref="End"/>.</remarks>
internal sealed class CacheLifetime(string name)
{
    private bool _ended;

    internal string Name { get; } = name;

    internal bool HasEnded => Volatile.Read(ref _ended); // partner: the exchange in End

    /// <returns>Whether it ended by this call.</returns>
    internal bool End() => !Interlocked.Exchange(ref _ended, true);

    internal void Check()
    {
        if (HasEnded)
        {
            Throw.Disposed(Name);
        }
    }
}
