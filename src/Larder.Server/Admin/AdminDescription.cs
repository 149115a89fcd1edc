using Larder.Server.Description;

namespace Larder.Server.Admin;

/// <summary>The administration as the API document tells it.</summary>
internal static class AdminDescription
{
    private const string Scopes = "The operator's: with keys, looking needs the scope read and changing admin; "
        + "without keys it is answered to the machine itself alone.";

    private static readonly Parameter Cache = Parameter.InPath("name", typeof(string), "The name of the cache.", "keyvalue");
    private static readonly Parameter Preview =
        Parameter.InQuery("preview", typeof(bool), "True tells the number and changes nothing.");

    private static readonly AnswerHeader NoStore =
        new("Cache-Control", typeof(string), "That nobody on the way may keep the answer.");

    private static readonly Answer BadRequest = Error(400, "A parameter or the body breaks a rule.");
    private static readonly Answer NotAllowed = Error(403, "The key opens too little, or the request comes from elsewhere.");
    private static readonly Answer NoCache = Error(404, "There is no such cache.");
    private static readonly Answer NoEntry = Error(404, "There is no such cache, or no such entry.");
    private static readonly Answer NotJson = Error(415, "The content type is not JSON.");

    private static readonly Answer Unforeseen =
        Answer.Json(500, "Nobody foresaw it; the log knows more.", typeof(ErrorModels.ErrorSentence));

    public static OperationGroup Group { get; } = new(
        "Administration",
        $"Look at what the caches hold, and take out what should not be there. {Scopes}",
        [
            new Operation("GET", "/admin/caches", "listCaches", "List caches")
            {
                Answers = [Ok("The caches.", typeof(AdminModels.CacheList)), NotAllowed, Unforeseen],
            },
            new Operation("GET", "/admin/caches/{name}", "getCache", "Look at a cache")
            {
                Parameters = [Cache],
                Answers = [Ok("The cache.", typeof(AdminModels.CacheDetails)), NotAllowed, NoCache, Unforeseen],
            },
            new Operation("GET", "/admin/caches/{name}/keys", "listKeysOfCache", "List keys")
            {
                Parameters =
                [
                    Cache,
                    Parameter.InQuery("prefix", typeof(string), "How the keys begin. Without it, all.", "some"),
                    Parameter.InQuery("limit", typeof(int), "The most keys of a page, 1 to 1,000. Without it, 100.", 100),
                    Parameter.InQuery("cursor", typeof(long), "The cursor that the page before gave."),
                ],
                Answers = [Ok("A page of keys.", typeof(AdminModels.KeyPageOfCache)), BadRequest, NotAllowed, NoCache, Unforeseen],
            },
            new Operation("GET", "/admin/caches/{name}/entry", "getEntryOfCache", "Look at an entry")
            {
                Parameters =
                [
                    Cache, Key("someKey"),
                    Parameter.InQuery("value", typeof(bool), "True shows the value as well.", true),
                ],
                Answers = [Ok("The entry.", typeof(AdminModels.EntryDetails)), BadRequest, NotAllowed, NoEntry, Unforeseen],
            },
            new Operation("DELETE", "/admin/caches/{name}/entry", "deleteEntryOfCache", "Remove an entry")
            {
                Parameters = [Cache, Key("visits")],
                Answers = [Ok("It is gone.", typeof(AdminModels.Change)), BadRequest, NotAllowed, NoEntry, Unforeseen],
            },
            ByTarget("remove", "removeFromCache", "Remove entries", """{"pattern":"temporary:*"}"""),
            ByTarget("expire", "expireInCache", "Make entries stale", """{"tag":"spring"}"""),
            new Operation("POST", "/admin/caches/{name}/clear", "clearOneCache", "Clear a cache")
            {
                Parameters = [Cache, Preview with { Example = true }],
                Answers = [Ok("It is empty.", typeof(AdminModels.Change)), BadRequest, NotAllowed, NoCache, NotJson, Unforeseen],
            },
            new Operation("GET", "/metrics", "metrics", "Metrics")
            {
                Meaning = "The figures of caches, requests, database and process, in the text format of Prometheus.",
                Answers = [new Answer(200, "The figures.", Content.Text("text/plain")) { Headers = [NoStore] }, NotAllowed, Unforeseen],
            },
        ]);

    private static Operation ByTarget(string action, string id, string summary, string example) =>
        new("POST", $"/admin/caches/{{name}}/{action}", id, summary)
        {
            Meaning = "By a key, a tag or a pattern, in the body or in the query.",
            Parameters =
            [
                Cache, Preview,
                Parameter.InQuery("key", typeof(string), "One key."),
                Parameter.InQuery("tag", typeof(string), "The entries of a tag."),
                Parameter.InQuery("pattern", typeof(string), "The keys that match a pattern."),
            ],
            Bodies = [Content.Json(typeof(AdminModels.Target)) with { Example = example }],
            IsBodyRequired = false,
            Answers =
            [
                Ok("What it has touched.", typeof(AdminModels.Change)), BadRequest, NotAllowed, NoCache,
                Error(413, "The body is larger than a target can be."), NotJson, Unforeseen,
            ],
        };

    private static Parameter Key(string example) =>
        Parameter.InQuery("key", typeof(string), "The key.", example) with { IsRequired = true };

    private static Answer Ok(string when, Type model) => Answer.Json(200, when, model) with { Headers = [NoStore] };

    private static Answer Error(int status, string when) =>
        Answer.Json(status, when, typeof(ErrorModels.ErrorText)) with { Headers = [NoStore] };
}
