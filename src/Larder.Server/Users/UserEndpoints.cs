using System.Globalization;
using Larder.Server.Data;
using Larder.Server.Replies;

namespace Larder.Server.Users;

/// <summary>The routes of the user slice: <c>/users</c>, <c>/users/{number or UUID}</c>, <c>/users/uuid/{UUID}</c>.</summary>
internal static class UserEndpoints
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("").WithTags("Users").AnswerOutages();
        users.MapMethods("/users", Read, ListAsync).WithSummary("List Users");
        users.MapMethods("/users/{id}", Read, FindAsync).WithSummary("Get User by ID or UUID");
        users.MapMethods("/users/uuid/{uuid}", Read, FindByUuidAsync).WithSummary("Get User by UUID");
    }

    private static async Task<IResult> ListAsync(UserDirectory users, CancellationToken cancel) =>
        JsonReply.Ok(await users.ListAsync(cancel), UserJson.Default.IReadOnlyListUser);

    private static Task<IResult> FindAsync(
        HttpContext context, string id, UserDirectory users, CancellationToken cancel)
    {
        if (long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return AnswerAsync(context, number, users, cancel);

        return TryReadUuid(id, out var uuid)
            ? AnswerAsync(context, uuid, users, cancel)
            : Task.FromResult(JsonReply.Invalid(AddressFaults.NotAnIdOrUuid("user_id", id)));
    }

    private static Task<IResult> FindByUuidAsync(
        HttpContext context, string uuid, UserDirectory users, CancellationToken cancel) =>
        TryReadUuid(uuid, out var known)
            ? AnswerAsync(context, known, users, cancel)
            : Task.FromResult(JsonReply.Invalid(AddressFaults.NotAUuid("user_uuid", uuid)));

    private static async Task<IResult> AnswerAsync(
        HttpContext context, long id, UserDirectory users, CancellationToken cancel)
    {
        var (user, isHit) = await users.FindAsync(id, cancel);
        return Answer(context, user, isHit, $"User with ID {id} not found");
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, Guid uuid, UserDirectory users, CancellationToken cancel)
    {
        var (user, isHit) = await users.FindAsync(uuid, cancel);
        return Answer(context, user, isHit, $"User with UUID {uuid} not found");
    }

    private static IResult Answer(HttpContext context, User? user, bool isHit, string unknown)
    {
        context.Response.Headers[CacheHeader.Name] = CacheHeader.Word(isHit);
        return user is null ? JsonReply.NotFound(unknown) : JsonReply.Ok(user, UserJson.Default.User);
    }

    // With dashes or without, in any case; the other forms of .NET, such as braces, are not those of the API.
    private static bool TryReadUuid(string text, out Guid uuid) =>
        Guid.TryParseExact(text, "D", out uuid) || Guid.TryParseExact(text, "N", out uuid);
}
