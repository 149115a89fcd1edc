using System.Runtime.CompilerServices;

namespace Larder.Testing;

/// <summary>Finds out what the garbage collector can reclaim, and how much memory lives.</summary>
public static class MemoryProbe
{
    /// <summary>How many collections an object is given before it counts as retained.</summary>
    public const int MaxCollections = 10;

    /// <summary>Makes an object, hands it to <paramref name="use"/>, and keeps only a weak reference to it.</summary>
    /// <remarks>
    /// Not inlined, so that no register or stack slot of the caller holds the object. The lambdas must not store it
    /// anywhere but where the test wants it.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static WeakReference Track<T>(Func<T> create, Action<T> use) where T : class
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(use);
        var tracked = create();
        use(tracked);
        return new WeakReference(tracked);
    }

    /// <summary>Whether the object can be reclaimed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsReclaimed(WeakReference tracked)
    {
        ArgumentNullException.ThrowIfNull(tracked);
        for (var i = 0; i < MaxCollections && tracked.IsAlive; i++) Collect();
        return !tracked.IsAlive;
    }

    /// <summary>Fails when one of the objects is still kept alive by something, and says how many are.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AssertReclaimed(string what, params IReadOnlyList<WeakReference> tracked)
    {
        var retained = tracked.Count(static one => !IsReclaimed(one));
        if (retained == 0) return;
        throw new TestFailedException(
            $"{retained} of {tracked.Count} objects ({what}) are still referenced after {MaxCollections} collections.");
    }

    /// <summary>Collects all generations, and lets finalizers end.</summary>
    public static void Collect()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
    }

    /// <summary>Bytes of managed memory that are alive now, after a collection.</summary>
    public static long LiveBytes()
    {
        Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Bytes of managed memory that <paramref name="build"/> adds and its result keeps alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long BytesKeptBy<T>(Func<T> build) where T : class
    {
        ArgumentNullException.ThrowIfNull(build);
        var before = LiveBytes();
        var kept = build();
        var after = LiveBytes();
        GC.KeepAlive(kept);
        return after - before;
    }
}
