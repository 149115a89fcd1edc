using Larder.Sqlite.Tier;
using Larder.Tiers;

namespace Larder.Sqlite.Tests.Tier;

/// <summary>Who may use a file beside whom.</summary>
public sealed class SharingSpec : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SqliteSharing.Exclusive, SqliteSharing.Exclusive)]
    [InlineData(SqliteSharing.Exclusive, SqliteSharing.Shared)]
    [InlineData(SqliteSharing.Shared, SqliteSharing.Exclusive)]
    public async Task Who_wants_a_file_alone_and_who_uses_it_keep_each_other_out(SqliteSharing first, SqliteSharing second)
    {
        await using var user = Make(first);
        await user.OpenAsync();
        await using var newcomer = Make(second);

        var refused = await Assert.ThrowsAnyAsync<LarderException>(async () => await newcomer.OpenAsync());
        await user.DisposeAsync();
        await newcomer.OpenAsync();

        Assert.Contains("another program uses it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_share_do_not_keep_each_other_out()
    {
        await using var one = Make(SqliteSharing.Shared);
        await using var other = Make(SqliteSharing.Shared);

        await one.OpenAsync();
        await other.OpenAsync();

        Assert.True(one.Create("cache").Capabilities.HasFlag(TierCapabilities.Shared));
    }

    [Fact]
    public async Task A_file_that_was_deleted_while_it_was_used_is_made_again()
    {
        await using var file = new FileUnderTest();
        file.Options = file.Options with { Sharing = SqliteSharing.Exclusive };
        await file.SetAsync("before", "1");
        foreach (var part in file.Files.Where(part => !part.EndsWith("-use", StringComparison.Ordinal)).ToArray())
            File.Delete(file[part]);

        file.Clock.Advance(file.Options.SweepEvery);
        await file.SetAsync("after", "2");
        await file.CloseAsync();

        Assert.Equal("2", await file.GetAsync("after"));
        Assert.Null(await file.GetAsync("before"));
        Assert.Contains(file.Log.Warnings, line => line.Contains("has been deleted while it was used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_was_deleted_with_all_that_belongs_to_it_is_still_used_by_one_alone()
    {
        await using var file = new FileUnderTest();
        file.Options = file.Options with { Sharing = SqliteSharing.Exclusive };
        await file.SetAsync("before", "1");
        foreach (var part in file.Files.ToArray()) File.Delete(file[part]);
        file.Clock.Advance(file.Options.SweepEvery);
        await file.SetAsync("after", "2");

        await using var newcomer = new SqliteTierFactory(file.Options);
        var refused = await Assert.ThrowsAnyAsync<LarderException>(async () => await newcomer.OpenAsync());

        Assert.Contains("another program uses it", refused.Message, StringComparison.Ordinal);
        Assert.Equal("2", await file.GetAsync("after"));
    }

    private SqliteTierFactory Make(SqliteSharing sharing) =>
        new(new SqliteTierOptions { Path = _folder["cache.db"], Sharing = sharing });
}
