namespace Larder.Tidy.Layering;

/// <summary>Where the files in the root folder of a project stand.</summary>
internal enum RootPlace
{
    /// <summary>A library: the root holds the words, every room may use them, and they use no room.</summary>
    Bottom,

    /// <summary>A program: the root composes the rooms, and no room may use it.</summary>
    Top,
}
