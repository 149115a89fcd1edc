using Larder.Tidy.Layering;

namespace Larder.Tidy.Tests.Layering;

public sealed class LayeringSpecSpec
{
    [Fact]
    public void Every_import_in_the_table_points_down()
    {
        foreach (var project in LayeringSpec.Projects)
        {
            foreach (var room in project.Rooms)
            {
                Assert.All(
                    project.ImportsOf(room.Name),
                    import => Assert.True(
                        project.FindRoom(import)!.Order < room.Order, $"{project.Name}: {room.Name} imports {import}"));
            }
        }
    }

    [Fact]
    public void Projects_reference_each_other_without_a_circle()
    {
        var settled = new HashSet<string>();

        for (var round = 0; round < LayeringSpec.Projects.Count; round++)
        {
            settled.UnionWith(LayeringSpec.Projects
                .Where(project => project.References.All(settled.Contains))
                .Select(project => project.Name));
        }

        Assert.Equal(LayeringSpec.Projects.Count, settled.Count);
    }

    [Fact]
    public void Names_in_the_table_are_unique()
    {
        Assert.Equal(
            LayeringSpec.Projects.Count, LayeringSpec.Projects.Select(project => project.Name).Distinct().Count());
        Assert.All(
            LayeringSpec.Projects,
            project => Assert.Equal(project.Rooms.Length, project.Rooms.Select(room => room.Name).Distinct().Count()));
    }
}
