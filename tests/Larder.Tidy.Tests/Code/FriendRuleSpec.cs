using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class FriendRuleSpec
{
    [Fact]
    public void A_friend_in_a_project_file_is_named()
    {
        var files = FileSet.Of(
            ("src/Larder/Larder.csproj", """<Project><InternalsVisibleTo Include="Larder.Redis" /></Project>"""));

        Assert.Equal(
            "src/Larder/Larder.csproj shows its internals to Larder.Redis, "
            + "but only Larder.Tests and Larder.Concurrency.Tests may see them",
            Assert.Single(new FriendRule().Check(files)));
    }

    [Fact]
    public void A_friend_in_an_attribute_is_named()
    {
        var files = FileSet.Of(("src/Larder/A.cs", "[assembly: InternalsVisibleTo(\"Larder.Cli\")]\n"));

        Assert.Equal(
            "src/Larder/A.cs shows its internals to Larder.Cli, "
            + "but only Larder.Tests and Larder.Concurrency.Tests may see them",
            Assert.Single(new FriendRule().Check(files)));
    }

    [Fact]
    public void The_matching_tests_and_the_concurrency_suite_are_friends()
    {
        var files = FileSet.Of(
            ("eng/Library.props",
                """
                <Project>
                  <InternalsVisibleTo Include="$(MSBuildProjectName).Tests" />
                  <InternalsVisibleTo Include="Larder.Concurrency.Tests" />
                </Project>
                """),
            ("src/Larder/Larder.csproj", """<Project><InternalsVisibleTo Include="Larder.Tests" /></Project>"""));

        Assert.Empty(new FriendRule().Check(files));
    }

    [Theory]
    [InlineData("src/Larder/Larder.csproj", true)]
    [InlineData("src/Larder.Engine/Larder.Engine.csproj", false)]
    [InlineData("src/Larder.Redis/Larder.Redis.csproj", false)]
    public void The_benchmarks_are_a_friend_of_the_library_alone(string owner, bool granted)
    {
        var files = FileSet.Of((owner, """<Project><InternalsVisibleTo Include="Larder.Benchmarks" /></Project>"""));

        Assert.Equal(granted, !new FriendRule().Check(files).Any());
    }
}
