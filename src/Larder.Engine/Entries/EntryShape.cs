namespace Larder.Engine.Entries;

/// <summary>How much an entry object can carry; each shape carries what the one before it does, and more.</summary>
internal enum EntryShape
{
    /// <summary>Key and value.</summary>
    Plain = 0,

    /// <summary>And a deadline.</summary>
    Timed = 1,

    /// <summary>And a sliding time and a weight.</summary>
    Weighted = 2,
}
