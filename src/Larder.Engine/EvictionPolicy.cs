namespace Larder.Engine;

/// <summary>Which entry leaves when the store is full.</summary>
public enum EvictionPolicy
{
    /// <summary>
    /// Weighs how often against how recently a key was asked for, and moves that balance with the traffic. The default.
    /// </summary>
    Adaptive = 0,

    /// <summary>The entry that was not asked for longest leaves first.</summary>
    Lru = 1,

    /// <summary>The entry that was asked for least leaves first; old fame fades.</summary>
    Lfu = 2,

    /// <summary>The oldest entry leaves first, however often it is asked for.</summary>
    Fifo = 3,
}
