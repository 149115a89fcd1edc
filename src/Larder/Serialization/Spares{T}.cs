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

    private readonly Place[] _places = new Place[Places];

    /// <summary>Takes a spare, if there is one.</summary>
    /// <param name="place">Where it was, and where to put it, or another, afterwards: asking for the thread again costs time.</param>
    internal T? Take(out int place)
    {
        place = Environment.CurrentManagedThreadId & (Places - 1);
        return Interlocked.Exchange(ref _places[place].Spare, null);
    }

    internal void Put(T spare, int place) => Volatile.Write(ref _places[place].Spare, spare); // partner: the exchange in Take

    /// <summary>A struct, because an array of objects asks for the type of what is put into it.</summary>
    private struct Place
    {
        internal T? Spare;
    }
}
