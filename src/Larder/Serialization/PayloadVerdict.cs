namespace Larder.Serialization;

/// <summary>What bytes of a tier turned out to be. Everything but <see cref="Good"/> is a miss.</summary>
internal enum PayloadVerdict
{
    /// <summary>A value of the type asked for.</summary>
    Good = 0,

    /// <summary>No envelope, or a damaged one, or a value that cannot be read: worth nothing to anybody, and to be removed.</summary>
    Damaged = 1,

    /// <summary>Written by a later version of Larder, whose processes still want it: left where it is.</summary>
    Newer = 2,

    /// <summary>The value of another key: left where it is, since who wrote it may read it.</summary>
    OtherKey = 3,

    /// <summary>A value of another type, or in the form of another serializer: left where it is.</summary>
    OtherType = 4,

    /// <summary>Larger than this cache reads: left where it is.</summary>
    TooLarge = 5,

    /// <summary>No value, but the promise of one by somebody who loads it.</summary>
    Promise = 6,
}
