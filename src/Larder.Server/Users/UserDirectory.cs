namespace Larder.Server.Users;

/// <summary>Finds users by either name. What the caches hold is the way from one name to the other.</summary>
/// <remarks>
/// Both directions go the same way, as in the source project: the name that was given leads to the other one, by the cache
/// or by the database, and the other one leads to the row. Nobody is remembered as unknown, so a new user is found at once.
/// </remarks>
internal sealed class UserDirectory(UserRows rows, UserIds ids, UserUuids uuids)
{
    public Task<IReadOnlyList<User>> ListAsync(CancellationToken cancel) => rows.ListAsync(cancel);

    /// <summary>The user, and whether the cache knew the way.</summary>
    public async Task<(User? User, bool IsHit)> FindAsync(Guid uuid, CancellationToken cancel)
    {
        var known = await ids.TryGetAsync(uuid, cancel);
        if (known.Found && await rows.FindAsync(known.Value, cancel) is { } user && user.Uuid == uuid)
            return (user, true);

        return (await RememberAsync(await rows.FindAsync(uuid, cancel)), false);
    }

    /// <inheritdoc cref="FindAsync(Guid, CancellationToken)"/>
    public async Task<(User? User, bool IsHit)> FindAsync(long id, CancellationToken cancel)
    {
        var known = await uuids.TryGetAsync(id, cancel);
        if (known.Found && await rows.FindAsync(known.Value, cancel) is { } user && user.Id == id)
            return (user, true);

        return (await RememberAsync(await rows.FindAsync(id, cancel)), false);
    }

    // A miss by one name fills both caches: whoever was just found by number is likely to be asked for by UUID.
    private async ValueTask<User?> RememberAsync(User? user)
    {
        if (user is null)
            return null;

        await ids.SetAsync(user.Uuid, user.Id);
        await uuids.SetAsync(user.Id, user.Uuid);
        return user;
    }
}
