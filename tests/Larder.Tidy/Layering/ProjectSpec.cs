namespace Larder.Tidy.Layering;

/// <summary>One project of src: what it may reference and which rooms it has.</summary>
/// <param name="Name">The project's name, and its folder under src.</param>
/// <param name="Job">The single job, in a few words, for the diagram.</param>
/// <param name="Root">Whether the root folder is the bottom or the top.</param>
/// <param name="References">Projects it may reference.</param>
/// <param name="Packages">Packages it may reference; a trailing star matches any ending.</param>
/// <param name="Framework">Whether it may stand on a shared framework beyond the base one.</param>
/// <param name="Rooms">Its folders.</param>
internal sealed record ProjectSpec(
    string Name,
    string Job,
    RootPlace Root,
    string[] References,
    string[] Packages,
    bool Framework,
    RoomSpec[] Rooms)
{
    internal const string RootName = "(root)";

    internal RoomSpec? FindRoom(string name) => Array.Find(Rooms, room => room.Name == name);

    /// <summary>The rooms that files of <paramref name="room"/> may use besides their own.</summary>
    internal IReadOnlyList<string> ImportsOf(string room)
    {
        if (room == RootName)
        {
            return Root == RootPlace.Top ? [.. Rooms.Select(each => each.Name)] : [];
        }

        if (FindRoom(room) is not { } spec)
        {
            return [];
        }

        return spec.Imports
            ?? [.. Rooms.Where(each => each.Order < spec.Order).Select(each => each.Name)];
    }

    internal bool MayImport(string from, string to) =>
        from == to || (to == RootName && Root == RootPlace.Bottom) || ImportsOf(from).Contains(to);
}
