using System.Text.Json.Nodes;
using Larder.Server.Description;

namespace Larder.Server.Documentation;

/// <summary>What the door in front of all groups demands and answers, told once for all of them.</summary>
internal static class AccessTerms
{
    private const string Bearer = "bearer";
    private const string ApiKey = "apiKey";

    private static readonly AnswerHeader NoStore =
        new("Cache-Control", typeof(string), "That nobody on the way may keep the answer.");

    private static readonly AnswerHeader Wait = new("Retry-After", typeof(int), "Seconds to wait.");

    /// <summary>A key in one of two headers, or none where none is demanded.</summary>
    public static JsonArray Any() =>
    [
        new JsonObject(),
        new JsonObject { [Bearer] = new JsonArray() },
        new JsonObject { [ApiKey] = new JsonArray() },
    ];

    public static JsonObject Schemes() => new()
    {
        [Bearer] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["description"] = "A key with the scope read, write or admin; only where the server demands keys.",
        },
        [ApiKey] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = "X-Api-Key",
            ["description"] = "The same key in a header of its own.",
        },
    };

    /// <summary>The answers of an operation, with those of the door in the form of its group.</summary>
    public static IEnumerable<Answer> Complete(Operation operation, OperationGroup group)
    {
        if (group.IsAlwaysOpen)
            return operation.Answers;

        var door = new List<Answer>
        {
            Answer.Json(401, "A key is demanded, and none or an unknown one was sent.", group.Error) with { Headers = [NoStore] },
            Answer.Json(429, "More requests than one client may make.", group.Error) with { Headers = [NoStore, Wait] },
        };
        if (operation.Method != "GET")
        {
            door.Add(Answer.Json(403, "The key opens too little, or a page of another site sent it.", group.Error) with
            {
                Headers = [NoStore],
            });
        }

        return operation.Answers.Concat(door).DistinctBy(answer => answer.Status).OrderBy(answer => answer.Status);
    }
}
