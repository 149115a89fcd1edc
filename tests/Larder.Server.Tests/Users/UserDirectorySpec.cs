using Larder.Server.Data;
using Larder.Server.Tests.Data;
using Larder.Server.Users;
using Larder.Testing;

namespace Larder.Server.Tests.Users;

/// <summary>What the two caches do when time passes, and when the rows change behind them.</summary>
public sealed class UserDirectorySpec : IAsyncLifetime
{
    private static readonly SqlText Renumber = SqlText.Of("UPDATE users SET id = 77 WHERE id = 3");
    private static readonly SqlText Remove = SqlText.Of("DELETE FROM users WHERE id = 3");
    private static readonly Guid Bob = Guid.Parse("550e8400-e29b-41d4-a716-446655440003");

    private readonly TestDatabase _scratch = TestDatabase.OnSqlite();
    private readonly ManualClock _clock = new();
    private readonly CacheManager _caches;
    private readonly UserDirectory _users;

    public UserDirectorySpec()
    {
        _caches = CachesOn(_clock);
        _users = new UserDirectory(
            new UserRows(_scratch.Database), new UserIds(_caches.Default), new UserUuids(_caches.Default));
    }

    public Task InitializeAsync() => _scratch.MigrateAsync();

    public async Task DisposeAsync()
    {
        await _caches.DisposeAsync();
        await _scratch.DisposeAsync();
    }

    [Fact]
    public async Task S2_19_X_13_both_ways_are_known_for_600_seconds()
    {
        await _users.FindAsync(Bob, default);

        _clock.Advance(TimeSpan.FromSeconds(599));
        var before = (await _users.FindAsync(Bob, default), await _users.FindAsync(3, default));
        _clock.Advance(TimeSpan.FromSeconds(2));
        var after = (await _users.FindAsync(Bob, default)).IsHit;

        Assert.True(before.Item1.IsHit && before.Item2.IsHit);
        Assert.False(after);
    }

    [Fact]
    public async Task A_way_that_has_become_wrong_is_looked_up_anew()
    {
        await _users.FindAsync(Bob, default);
        await _scratch.Database.ExecuteAsync(Renumber, default);

        var byUuid = await _users.FindAsync(Bob, default);
        var byOldNumber = await _users.FindAsync(3, default);

        Assert.Equal((77, false), (byUuid.User!.Id, byUuid.IsHit));
        Assert.Null(byOldNumber.User);
    }

    [Fact]
    public async Task A_user_who_is_gone_is_not_found_although_the_way_is_known()
    {
        await _users.FindAsync(Bob, default);
        await _scratch.Database.ExecuteAsync(Remove, default);

        Assert.Null((await _users.FindAsync(Bob, default)).User);
        Assert.Null((await _users.FindAsync(3, default)).User);
    }

    private static CacheManager CachesOn(TimeProvider clock) => new(new CacheManagerOptions { Time = clock });
}
