namespace Larder.Engine.Pressure;

/// <summary>How full a store is.</summary>
/// <param name="Count">Its entries.</param>
/// <param name="Used">What they take of the capacity: their number, or their weight.</param>
/// <param name="Capacity">The most they may take.</param>
internal readonly record struct StoreLoad(int Count, long Used, long Capacity);
