using Larder.Server.Description;

namespace Larder.Server.KeyValue;

/// <summary>The key-value API as the API document tells it.</summary>
internal static class KeyValueDescription
{
    private const string ExampleKey = "someKey";
    private const string BytesKey = "someBytes";
    private const string NumberKey = "visits";
    private const string ExampleWrite = """{"key":"someKey","value":"someValue"}""";

    private const string ExampleBatch =
        """{"operations":[{"op":"put","key":"a","value":"1"},{"op":"get","key":"a"},{"op":"delete","key":"b"}]}""";

    private static readonly AnswerHeader Version = new("ETag", typeof(string), "The version of the value, in quotes.");
    private static readonly AnswerHeader TimeLeft = new("X-Cache-TTL", typeof(int), "Seconds that the value still lives.");
    private static readonly AnswerHeader Kept = new(
        "X-Cache-Kept", typeof(string), "The word memory when the tier on disk did not take the write; else it is missing.");

    private static readonly AnswerHeader RetryAfter = new("Retry-After", typeof(int), "Seconds to wait.");

    private static readonly Parameter NotModified =
        Parameter.InHeader("If-None-Match", typeof(string), "The version that the client has; then 304 comes without a body.");

    private static readonly Parameter[] Conditions =
    [
        Parameter.InHeader("If-Match", typeof(string), "The version that the key must have, in quotes."),
        Parameter.InHeader("If-None-Match", typeof(string), "A star: the key must not exist."),
    ];

    private static readonly Parameter QueryKey =
        Parameter.InQuery("key", typeof(string), "The key, decoded once; a plus is a blank.", ExampleKey) with { IsRequired = true };

    private static readonly Answer NoSuchKey = Answer.Json(404, "There is no such key.", typeof(KeyValueModels.Failure));
    private static readonly Answer BadKey = Answer.Json(400, "The key breaks a rule.", typeof(KeyValueModels.Failure));
    private static readonly Answer BadQuery = Answer.Json(422, "The key breaks a rule, or is missing.", typeof(KeyValueModels.Refusal));

    private static readonly Answer Unforeseen =
        Answer.Json(500, "Nobody foresaw it; the log knows more.", typeof(KeyValueModels.Failure));

    private static readonly Answer Busy =
        Answer.Json(503, "Too many large bodies, too many writers of this key, or its tier does not answer. Send it again.", typeof(KeyValueModels.Failure)) with
        {
            Headers = [RetryAfter],
        };

    public static OperationGroup Group { get; } = new(
        "Key and value",
        "Texts and bytes under keys, in the memory of this process, and on its disk if it is told to. The least recently used leaves memory first.",
        [Write(), WriteByPost(), WriteBytes(), Increment(), Batch(), Read(), ReadByQuery(), List(), Delete(), DeleteByQuery()])
    {
        Error = typeof(KeyValueModels.Failure),
    };

    private static Operation Write() => new("PUT", "/cache", "putEntry", "Write a text")
    {
        Parameters = Conditions,
        Bodies = [Content.Json(typeof(KeyValueModels.Write)) with { Example = ExampleWrite }],
        Answers =
        [
            Answer.Json(201, "It is written.", typeof(KeyValueModels.Done)) with { Headers = [Version, Kept] },
            Answer.Json(400, "Anything about the request breaks a rule.", typeof(KeyValueModels.Failure)),
            .. Conflicts(), Unforeseen, Busy,
        ],
    };

    private static Operation WriteByPost() => new("POST", "/put", "putEntryByPost", "Write a text")
    {
        Meaning = "The same as `PUT /cache`, with other statuses.",
        Parameters = Conditions,
        Bodies = [Content.Json(typeof(KeyValueModels.Write)) with { Example = ExampleWrite }],
        Answers =
        [
            Answer.Json(200, "It is written.", typeof(KeyValueModels.Done)) with { Headers = [Version, Kept] },
            .. Conflicts(), TooLarge("The body has more bytes than the server takes."),
            Answer.Json(422, "The body breaks a rule.", typeof(KeyValueModels.Refusal)),
            Unforeseen, Busy,
        ],
    };

    private static Operation WriteBytes() => new("PUT", "/cache/{key}", "putBytes", "Write bytes")
    {
        Meaning = "Keeps the body as it is, with its content type.",
        Parameters =
        [
            PathKey(BytesKey), .. Conditions,
            Parameter.InHeader("X-Cache-TTL", typeof(double), "Seconds that the value lives. Without it, for ever."),
        ],
        Bodies = [Content.Text("text/plain") with { Example = "plain text" }, Content.Bytes("*/*")],
        IsBodyRequired = false,
        Answers =
        [
            Answer.Json(201, "It is written.", typeof(KeyValueModels.Done)) with { Headers = [Version, Kept] },
            Answer.Json(400, "The key or a header breaks a rule.", typeof(KeyValueModels.Failure)),
            Answer.Json(412, "The key has another version.", typeof(KeyValueModels.Conflict)),
            TooLarge("There are more bytes than a value may have."), Unforeseen, Busy,
        ],
    };

    private static Operation Increment() => new("POST", "/cache/{key}/increment", "increment", "Add to a number")
    {
        Meaning = "One step, however many clients do it at once. Without a body it adds one.",
        Parameters = [PathKey(NumberKey)],
        Bodies = [Content.Json(typeof(KeyValueModels.Step)) with { Example = """{"by":5}""" }],
        IsBodyRequired = false,
        Answers =
        [
            Answer.Json(200, "The sum.", typeof(KeyValueModels.Entry)) with { Headers = [Version, TimeLeft] },
            Answer.Json(400, "The key or the body breaks a rule.", typeof(KeyValueModels.Failure)),
            Answer.Json(409, "The value is no number, or the sum would be none of 64 bits.", typeof(KeyValueModels.Failure)),
            TooLarge("The body has more bytes than a value may have."), Unforeseen, Busy,
        ],
    };

    private static Operation Batch() => new("POST", "/cache/batch", "batch", "Many operations")
    {
        Meaning = "Checked as a whole, then done in order. Others may see it half done.",
        Bodies = [Content.Json(typeof(KeyValueModels.Batch)) with { Example = ExampleBatch }],
        Answers =
        [
            Answer.Json(200, "What became of each.", typeof(KeyValueModels.BatchResults)) with { Headers = [Kept] },
            Answer.Json(400, "One operation breaks a rule, so none was done.", typeof(KeyValueModels.Failure)),
            TooLarge("The body has more bytes than the server takes."), Unforeseen, Busy,
        ],
    };

    private static Operation Read() => new("GET", "/cache/{key}", "getEntry", "Read a value")
    {
        Meaning = "Answered before everything else. Bytes come back with the content type they were written with.",
        Parameters = [PathKey(ExampleKey), NotModified],
        Answers =
        [
            new Answer(200, "The value.", Content.Json(typeof(KeyValueModels.Entry)), Content.Bytes("*/*"))
            {
                Headers = [Version, TimeLeft],
            },
            new Answer(304, "The client has this version.") { Headers = [Version, TimeLeft] },
            BadKey, NoSuchKey, Unforeseen,
        ],
    };

    private static Operation ReadByQuery() => new("GET", "/get", "getEntryByQuery", "Read a value")
    {
        Meaning = "The same for keys that are awkward in a path. Bytes come as base64.",
        Parameters = [QueryKey, NotModified],
        Answers =
        [
            Answer.Json(200, "The value.", typeof(KeyValueModels.Entry), typeof(KeyValueModels.Blob)) with
            {
                Headers = [Version, TimeLeft],
            },
            new Answer(304, "The client has this version.") { Headers = [Version, TimeLeft] },
            NoSuchKey, BadQuery, Unforeseen,
        ],
    };

    private static Operation List() => new("GET", "/cache", "listKeys", "List keys")
    {
        Parameters =
        [
            Parameter.InQuery("prefix", typeof(string), "How the keys begin. Without it, all.", "some"),
            Parameter.InQuery("limit", typeof(int), "The most keys of a page, 1 to 1,000. Without it, 100.", 100),
            Parameter.InQuery("cursor", typeof(string), "The cursor that the page before gave."),
        ],
        Answers =
        [
            Answer.Json(200, "A page of keys.", typeof(KeyValueModels.KeyPage)),
            Answer.Json(400, "A parameter breaks a rule.", typeof(KeyValueModels.Failure)),
            Unforeseen,
        ],
    };

    private static Operation Delete() => new("DELETE", "/cache/{key}", "deleteEntry", "Remove a key")
    {
        Parameters = [PathKey(ExampleKey)],
        Answers = [Answer.Json(200, "It is gone.", typeof(KeyValueModels.Done)), BadKey, NoSuchKey, Unforeseen],
    };

    private static Operation DeleteByQuery() => new("DELETE", "/get", "deleteEntryByQuery", "Remove a key")
    {
        Parameters = [QueryKey with { Example = BytesKey }],
        Answers = [Answer.Json(200, "It is gone.", typeof(KeyValueModels.Done)), NoSuchKey, BadQuery, Unforeseen],
    };

    private static Parameter PathKey(string example) =>
        Parameter.InPath("key", typeof(string), "The key, decoded once: a slash of the key is written `%2F`.", example);

    private static Answer[] Conflicts() =>
    [
        Answer.Json(409, "The key has another version than the body demands.", typeof(KeyValueModels.Conflict)),
        Answer.Json(412, "The key has another version than the headers demand.", typeof(KeyValueModels.Conflict)),
    ];

    private static Answer TooLarge(string when) => Answer.Json(413, when, typeof(KeyValueModels.Failure));
}
