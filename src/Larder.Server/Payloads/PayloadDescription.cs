using Larder.Server.Description;

namespace Larder.Server.Payloads;

/// <summary>The slice as the API document tells it.</summary>
internal static class PayloadDescription
{
    private const string ExampleId = "f4d71dcf7d733763221220571bcaf91de15eee4fdc966fce4c24e37ff1abb374";

    private const string ExampleBody =
        """{"list_1":["first string","second string"],"list_2":["other string","another string"]}""";

    private static readonly AnswerHeader Cache =
        new(PayloadReply.CacheHeader, typeof(string), "HIT, or MISS for the one request that computed or read the row.");

    private static readonly AnswerHeader RetryAfter = new("Retry-After", typeof(int), "Seconds to wait.");

    public static OperationGroup Group { get; } = new(
        "Cache",
        "Two lists go in, one text comes out, and the answer is kept for ever under the hash of what was sent.",
        [
            new Operation("POST", "/payload", "createPayload", "Create Cache Payload")
            {
                Meaning = "Stores a payload, or finds it, and answers its id. The same payload has the same id for ever.",
                Bodies = [Content.Json(typeof(PayloadModels.Payload)) with { Example = ExampleBody }],
                Answers =
                [
                    Answer.Json(200, "The payload is stored, or was.", typeof(PayloadModels.PayloadReference)) with
                    {
                        Headers = [Cache],
                    },
                    Answer.Json(
                        400,
                        "An item, a list or the output is too long, or the body is not UTF-8.",
                        typeof(ErrorModels.ErrorObject),
                        typeof(ErrorModels.ErrorText)),
                    Answer.Json(413, "The body has more than 30,000,000 bytes.", typeof(ErrorModels.ErrorObject)),
                    Answer.Json(
                        422,
                        "No JSON, another shape, lists of different length, another content type.",
                        typeof(ErrorModels.ValidationErrors)),
                    Answer.Json(500, "Nobody foresaw it; the log knows more.", typeof(ErrorModels.ErrorObject)),
                    Unavailable,
                ],
            },
            new Operation("GET", "/payload/{id}", "getPayload", "Cache Payload")
            {
                Meaning = "Reads the output. It never changes, and its headers say so to caches on the way.",
                Parameters =
                [
                    Parameter.InPath("id", typeof(string), "The id that the post answered. Any text is a legal id.", ExampleId),
                    Parameter.InHeader("If-None-Match", typeof(string), "The tag of a copy that the client has."),
                ],
                Answers =
                [
                    Answer.Json(200, "The output.", typeof(PayloadModels.PayloadOutput)) with { Headers = [Cache, .. Tags] },
                    new Answer(304, "The client's copy is still right, and it always is.") { Headers = [Cache, .. Tags] },
                    Answer.Json(404, "No payload has this id.", typeof(ErrorModels.ErrorObject)) with { Headers = [Cache, Keeping] },
                    Answer.Json(500, "Nobody foresaw it; the log knows more.", typeof(ErrorModels.ErrorObject)),
                    Unavailable,
                ],
            },
        ])
    {
        Error = typeof(ErrorModels.ErrorObject),
    };

    private static Answer Unavailable => Answer.Json(
        503, "The database is not available, or too many large bodies arrive at once.", typeof(ErrorModels.ErrorObject)) with
    {
        Headers = [RetryAfter],
    };

    private static IEnumerable<AnswerHeader> Tags => [new("ETag", typeof(string), "The id, in quotes."), Keeping];

    private static AnswerHeader Keeping =>
        new("Cache-Control", typeof(string), "For how long the answer may be kept: an output for a year, a 404 never.");
}
