namespace Larder.Writing;

/// <summary>Something that is owed to a tier.</summary>
/// <param name="Number">Which debt it is, counted from 1; 0 for none.</param>
/// <param name="IsHeard">Whether another process incurred it, which tells of it itself.</param>
internal readonly record struct Debt(long Number, bool IsHeard);
