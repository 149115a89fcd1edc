using Larder.Tidy.Layering;

namespace Larder.Tidy.Tests.Layering;

public sealed class ProjectRuleSpec
{
    [Fact]
    public void An_upward_reference_is_named_with_what_is_granted()
    {
        var files = Project("Larder.Engine", """<ProjectReference Include="../Larder/Larder.csproj" />""");

        Assert.Equal(
            "src/Larder.Engine/Larder.Engine.csproj references Larder, but Larder.Engine may reference: nothing",
            Assert.Single(new ProjectRule().Check(files)));
    }

    [Fact]
    public void A_package_that_nobody_granted_is_named()
    {
        var files = Project("Larder", """
            <PackageReference Include="Microsoft.Extensions.Options" /><PackageReference Include="Polly" />
            """);

        Assert.Equal(
            "src/Larder/Larder.csproj takes the package Polly, but Larder may take: Microsoft.Extensions.*",
            Assert.Single(new ProjectRule().Check(files)));
    }

    [Fact]
    public void The_engine_takes_no_package_at_all()
    {
        var files = Project("Larder.Engine", """<PackageReference Include="Microsoft.Extensions.Options" />""");

        Assert.Equal(
            "src/Larder.Engine/Larder.Engine.csproj takes the package Microsoft.Extensions.Options, "
            + "but Larder.Engine may take: nothing",
            Assert.Single(new ProjectRule().Check(files)));
    }

    [Fact]
    public void A_library_takes_no_framework_reference()
    {
        var files = Project("Larder", """<FrameworkReference Include="Microsoft.AspNetCore.App" />""");

        Assert.Equal(
            "src/Larder/Larder.csproj stands on Microsoft.AspNetCore.App, but Larder takes no framework reference",
            Assert.Single(new ProjectRule().Check(files)));
    }

    [Fact]
    public void The_web_SDK_counts_as_a_framework_reference()
    {
        var files = FileSet.Of(
            ("src/Larder.Cli/Larder.Cli.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />"""));

        Assert.Equal(
            "src/Larder.Cli/Larder.Cli.csproj stands on Microsoft.NET.Sdk.Web, "
            + "but Larder.Cli takes no framework reference",
            Assert.Single(new ProjectRule().Check(files)));
    }

    [Fact]
    public void A_project_that_the_table_does_not_know_is_refused()
    {
        Assert.Equal(
            "src/Larder.Attic/Larder.Attic.csproj is not in LayeringSpec; add the project and what it may reference",
            Assert.Single(new ProjectRule().Check(Project("Larder.Attic", ""))));
    }

    private static FileSet Project(string name, string items) =>
        FileSet.Of((
            $"src/{name}/{name}.csproj",
            $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{items}</ItemGroup></Project>"""));
}
