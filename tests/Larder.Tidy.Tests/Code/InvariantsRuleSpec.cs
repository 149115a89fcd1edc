using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class InvariantsRuleSpec
{
    [Theory]
    [InlineData("void M() { lock (_gate) { } }", "lock")]
    [InlineData("int M() => Volatile.Read(ref _x);", "Volatile")]
    [InlineData("void M() => Interlocked.Increment(ref _x);", "Interlocked")]
    [InlineData("void M() => Monitor.Enter(_gate);", "Monitor")]
    [InlineData("private readonly Lock _gate = new();", "Lock")]
    [InlineData("private volatile int _x;", "volatile")]
    public void A_concurrent_type_without_its_block_is_refused(string member, string found)
    {
        var files = FileSet.Of(("src/Larder/A.cs", $"/// <summary>An A.</summary>\nclass A {{ {member} }}"));

        Assert.Equal(
            $"src/Larder/A.cs uses {found} in A, but no block headed Invariants stands above the type",
            Assert.Single(new InvariantsRule().Check(files)));
    }

    [Fact]
    public void A_block_above_the_type_satisfies()
    {
        var files = FileSet.Of(
            ("src/Larder/A.cs", "// Invariants. The count never falls.\nclass A { void M() { lock (this) { } } }"));

        Assert.Empty(new InvariantsRule().Check(files));
    }

    [Fact]
    public void One_part_of_a_type_speaks_for_all()
    {
        var files = FileSet.Of(
            ("src/Larder/A.cs", "/// <remarks>Invariants. None.</remarks>\npartial class A { }"),
            ("src/Larder/A.Resize.cs", "partial class A { void M() { lock (this) { } } }"));

        Assert.Empty(new InvariantsRule().Check(files));
    }

    [Fact]
    public void A_type_of_one_thread_needs_none()
    {
        Assert.Empty(new InvariantsRule().Check(FileSet.Of(("src/Larder/A.cs", "class A { int B; }"))));
    }
}
