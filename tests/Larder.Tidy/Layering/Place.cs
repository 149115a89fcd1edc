namespace Larder.Tidy.Layering;

/// <summary>Where a source file stands: the project and the room, which is the first folder below it.</summary>
internal readonly record struct Place(string Project, string Room)
{
    internal static Place Of(string path)
    {
        var parts = path.Split('/');

        return new Place(parts.Length > 1 ? parts[1] : "", parts.Length > 3 ? parts[2] : ProjectSpec.RootName);
    }
}
