namespace Larder.Serialization;

/// <summary>A few objects that are kept for the next who needs one; whoever finds none makes one.</summary>
/// <remarks>
/// Invariants: a place holds null or an object that nobody uses. It is taken by exchange, so that no two threads get the same
/// one; putting may drop a spare that was there, which costs an allocation later.
/// </remarks>
internal sealed class Spares<T>
    where T : class
{
    private const int Places = 8;

    private readonly T?[] _places = new T?[Places];

    private ref T? Mine => ref _places[Environment.CurrentManagedThreadId & (Places - 1)];

    internal T? Take() => Interlocked.Exchange(ref Mine, null);

    internal void Put(T spare) => Volatile.Write(ref Mine, spare); // partner: the exchange in Take
}
