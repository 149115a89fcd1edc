using Larder.Tidy.Code;

namespace Larder.Tidy.Tests.Code;

public sealed class LockRuleSpec
{
    private const string Page = "docs/concurrency.md";

    [Theory]
    [InlineData("private readonly Lock _gate = new();")]
    [InlineData("private readonly Lock[] _gate = [];")]
    [InlineData("private readonly object _gate = new(); void M() { lock (_gate) { } }")]
    [InlineData("private readonly object[] _gate = []; void M() { lock (_gate[1]) { } }")]
    [InlineData("private readonly object _gate = new(); void M() { Monitor.Enter(_gate); }")]
    [InlineData("private readonly SemaphoreSlim _gate = new(1, 1);")]
    [InlineData("private SpinLock _gate;")]
    public void A_lock_that_the_page_does_not_name_is_refused(string member)
    {
        var files = FileSet.Of(("src/Larder/Tag.cs", $"class Tag {{ {member} }}"), (Page, "# Concurrency\n"));

        Assert.Equal(
            "src/Larder/Tag.cs has the lock Tag._gate, which docs/concurrency.md does not name; "
            + "say there what it guards and its order",
            Assert.Single(new LockRule().Check(files)));
    }

    [Fact]
    public void A_lock_that_the_page_names_is_fine()
    {
        var files = FileSet.Of(
            ("src/Larder/Tag.cs", "class Tag { private readonly Lock _gate = new(); }"),
            (Page, "# Concurrency\n\n`Tag._gate` guards the tags.\n"));

        Assert.Empty(new LockRule().Check(files));
    }

    [Theory]
    [InlineData("private readonly object _marker = new();")]
    [InlineData("private readonly SemaphoreSlim _limit = new(64);")]
    public void What_locks_nothing_needs_no_line(string member)
    {
        var files = FileSet.Of(("src/Larder/Tag.cs", $"class Tag {{ {member} }}"), (Page, "# Concurrency\n"));

        Assert.Empty(new LockRule().Check(files));
    }

    [Fact]
    public void A_field_that_is_gone_is_named()
    {
        var files = FileSet.Of(
            ("src/Larder/Tag.cs", "class Tag { private int _count; }"), (Page, "# Concurrency\n\n`Tag._gate`\n"));

        Assert.Equal(
            "docs/concurrency.md names Tag._gate, but Tag has no such field",
            Assert.Single(new LockRule().Check(files)));
    }
}
