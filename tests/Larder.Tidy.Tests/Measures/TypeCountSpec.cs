using Larder.Tidy.Measures;

namespace Larder.Tidy.Tests.Measures;

public sealed class TypeCountSpec
{
    [Fact]
    public void Types_are_counted_once_and_by_how_they_are_closed()
    {
        var count = TypeCount.Of(
        [
            new RepoFile("src/L/A.cs", "public sealed partial class A { public class Open { } }"),
            new RepoFile("src/L/A.More.cs", "partial class A { }"),
            new RepoFile("src/L/B.cs", "internal abstract record B; internal record struct C; internal enum D { X }"),
            new RepoFile("src/L/E.cs", "static class E { public sealed class Inner { } } public interface IF { }"),
        ]);

        Assert.Equal(new TypeCount(All: 8, Public: 3, Classes: 5, Closed: 4), count);
    }
}
