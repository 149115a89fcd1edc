namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>
/// A protocol in small: shared fields, threads that work on them in steps, and what must always hold.
/// </summary>
/// <remarks>
/// A thread is an iterator. The name it yields tells what the code after the yield does, up to the next yield, and that
/// code is done at one stroke; so no more than one read or write of a shared field belongs between two yields, unless
/// a lock makes more of them invisible. Before its first yield a thread must not touch shared fields.
/// <para>Fields and locals hold numbers, strings, collections and plain objects, and no delegates: two states are the
/// same when all of them are equal.</para>
/// <para>Steps are sequentially consistent. What a processor may delay has to be modelled: see
/// <see cref="StoreBuffer{T}"/>.</para>
/// </remarks>
internal abstract class Model
{
    /// <summary>The threads, each ready for its first step.</summary>
    internal abstract IEnumerable<ModelThread> Threads();

    /// <summary>Looks at the state after every step.</summary>
    internal virtual void AssertAlways()
    {
    }

    /// <summary>Looks at the state when all threads have ended.</summary>
    internal virtual void AssertAtEnd()
    {
    }

    internal static void Expect(bool holds, string violation)
    {
        if (!holds) throw new ModelViolationException(violation);
    }
}
