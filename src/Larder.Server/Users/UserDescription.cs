using Larder.Server.Description;
using Larder.Server.Replies;

namespace Larder.Server.Users;

/// <summary>The slice as the API document tells it.</summary>
internal static class UserDescription
{
    private const string ExampleUuid = "550e8400-e29b-41d4-a716-446655440001";

    private static readonly AnswerHeader NoStore =
        new("Cache-Control", typeof(string), "That nobody on the way may keep the answer.");

    private static readonly AnswerHeader Cache = new(CacheHeader.Name, typeof(string), "HIT or MISS.");

    private static readonly Answer[] Outages =
    [
        Answer.Json(500, "Nobody foresaw it; the log knows more.", typeof(ErrorModels.ErrorSentence)),
        Answer.Json(503, "The database is not available, or too many requests wait for it.", typeof(ErrorModels.ErrorText)) with
        {
            Headers = [NoStore, new AnswerHeader("Retry-After", typeof(int), "Seconds to wait.")],
        },
    ];

    public static OperationGroup Group { get; } = new(
        "Users",
        "Users under two names, a number and a UUID. Looking one up by either fills the caches of both.",
        [
            new Operation("GET", "/users", "listUsers", "List Users")
            {
                Answers =
                [
                    Answer.Json(200, "All users.", typeof(IReadOnlyList<User>)) with { Headers = [NoStore] },
                    .. Outages,
                ],
            },
            new Operation("GET", "/users/{id}", "getUser", "Get User by ID or UUID")
            {
                Parameters = [Parameter.InPath("id", typeof(string), "A number or a UUID.", "1")],
                Answers = One("The id is neither a number nor a UUID."),
            },
            new Operation("GET", "/users/uuid/{uuid}", "getUserByUuid", "Get User by UUID")
            {
                Parameters = [Parameter.InPath("uuid", typeof(string), "A UUID in any case.", ExampleUuid)],
                Answers = One("It is no UUID."),
            },
        ]);

    private static Answer[] One(string fault) =>
    [
        Answer.Json(200, "The user.", typeof(User)) with { Headers = [NoStore, Cache] },
        Answer.Json(404, "There is no such user.", typeof(ErrorModels.ErrorText)) with { Headers = [NoStore, Cache] },
        Answer.Json(422, fault, typeof(ErrorModels.ValidationErrors)) with { Headers = [NoStore] },
        .. Outages,
    ];
}
