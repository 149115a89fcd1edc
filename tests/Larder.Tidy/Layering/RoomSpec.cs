namespace Larder.Tidy.Layering;

/// <summary>One folder of a project: its rank from the bottom, its job, and what it may import.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Order">Rank from the bottom; rooms of one order do not see each other unless listed.</param>
/// <param name="Job">The single job, in a few words, for the diagram.</param>
/// <param name="Imports">The rooms it may import; null stands for every room of a lower order.</param>
/// <param name="Never">Rooms of other projects closed to it although the project may, as <c>Project/Room</c>.</param>
internal sealed record RoomSpec(
    string Name, int Order, string Job, string[]? Imports = null, string[]? Never = null);
