using System.Net.Http.Headers;
using System.Text;

namespace Larder.Server.Tests.Documentation;

/// <summary>For each operation and each refusal that the document tells of it, a request that is refused so.</summary>
internal static class Refusals
{
    private const string KnownPayload = "/payload/f4d71dcf7d733763221220571bcaf91de15eee4fdc966fce4c24e37ff1abb374";
    private const string Write = """{"key":"version","value":"v"}""";

    private static readonly string LongKey = new('k', 257);
    private static readonly string LongItem = new('x', 8_193);
    private static readonly string LongValue = new('v', (1024 * 1024) + 1);

    public static IReadOnlyList<Refusal> All { get; } = [.. Pages(), .. Payloads(), .. Writes(), .. Keys(), .. Many()];

    private static IEnumerable<Refusal> Pages() =>
        new[] { ("openApi", "/openapi.json"), ("docs", "/docs"), ("redoc", "/redoc") }
            .Select(page => new Refusal(page.Item1, 304, () => Unchanged(page.Item2)));

    private static IEnumerable<Refusal> Payloads() =>
    [
        new("createPayload", 400, () => Json("POST", "/payload", $$"""{"list_1":["{{LongItem}}"],"list_2":["b"]}""")),
        new("createPayload", 400, NoUtf8),
        new("createPayload", 413, () => Huge("/payload")),
        new("createPayload", 422, () => Json("POST", "/payload", """{"list_1":["a"],"list_2":[]}""")),
        new("createPayload", 422, () => Json("POST", "/payload", """{"list_1":[1]}""")),
        new("createPayload", 422, () => Json("POST", "/payload", "{")),
        new("createPayload", 422, () => Body("POST", "/payload", "a=b", "text/plain")),
        new("getPayload", 304, () => Unchanged(KnownPayload)),
        new("getPayload", 404, () => Plain("GET", "/payload/unknown")),
    ];

    private static IEnumerable<Refusal> Writes() =>
    [
        new("putEntry", 400, () => Json("PUT", "/cache", """{"key":"a","value":1}""")),
        new("putEntry", 409, () => Json("PUT", "/cache", """{"key":"version","value":"v","version":1}""")),
        new("putEntry", 412, () => Conditional(Json("PUT", "/cache", Write))),
        new("putEntryByPost", 409, () => Json("POST", "/put", """{"key":"version","value":"v","version":1}""")),
        new("putEntryByPost", 412, () => Conditional(Json("POST", "/put", Write))),
        new("putEntryByPost", 413, () => Huge("/put")),
        new("putEntryByPost", 422, () => Json("POST", "/put", """{"key":"a"}""")),
        new("putEntryByPost", 422, () => Body("POST", "/put", Write, "text/plain")),
        new("putBytes", 400, () => Body("PUT", $"/cache/{LongKey}", "v", "text/plain")),
        new("putBytes", 412, () => Conditional(Body("PUT", "/cache/version", "v", "text/plain"))),
        new("putBytes", 413, () => Body("PUT", "/cache/version", LongValue, "text/plain")),
    ];

    private static IEnumerable<Refusal> Keys() =>
    [
        new("getEntry", 304, () => Unchanged("/cache/version")),
        new("getEntry", 400, () => Plain("GET", $"/cache/{LongKey}")),
        new("getEntry", 404, () => Plain("GET", "/cache/unknown")),
        new("getEntryByQuery", 304, () => Unchanged("/get?key=a")),
        new("getEntryByQuery", 404, () => Plain("GET", "/get?key=unknown")),
        new("getEntryByQuery", 422, () => Plain("GET", "/get")),
        new("getEntryByQuery", 422, () => Plain("GET", $"/get?key={LongKey}")),
        new("deleteEntry", 400, () => Plain("DELETE", $"/cache/{LongKey}")),
        new("deleteEntry", 404, () => Plain("DELETE", "/cache/unknown")),
        new("deleteEntryByQuery", 404, () => Plain("DELETE", "/get?key=unknown")),
        new("deleteEntryByQuery", 422, () => Plain("DELETE", "/get")),
    ];

    private static IEnumerable<Refusal> Many() =>
    [
        new("increment", 400, () => Json("POST", "/cache/n/increment", """{"by":"one"}""")),
        new("increment", 409, () => Plain("POST", "/cache/text/increment")),
        new("increment", 413, () => Json("POST", "/cache/n/increment", $"\"{LongValue}\"")),
        new("batch", 400, () => Json("POST", "/cache/batch", """{"operations":[{"op":"put","key":"a"}]}""")),
        new("batch", 413, () => Huge("/cache/batch")),
        new("listKeys", 400, () => Plain("GET", "/cache?limit=none")),
    ];

    private static HttpRequestMessage Plain(string method, string target) => new(new HttpMethod(method), target);

    private static HttpRequestMessage Json(string method, string target, string body) =>
        Body(method, target, body, "application/json");

    private static HttpRequestMessage Body(string method, string target, string body, string type) =>
        new(new HttpMethod(method), target)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)),
        };

    private static HttpRequestMessage NoUtf8() => new(HttpMethod.Post, "/payload")
    {
        Content = new ByteArrayContent([(byte)'"', 0xFF, (byte)'"'])
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        },
    };

    private static HttpRequestMessage Unchanged(string target)
    {
        var request = Plain("GET", target);
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        return request;
    }

    private static HttpRequestMessage Conditional(HttpRequestMessage request)
    {
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        return request;
    }

    // The client waits for leave to send the body, and the server refuses it by its length alone.
    private static HttpRequestMessage Huge(string target)
    {
        var request = Json("POST", target, new string(' ', 30_000_001));
        request.Headers.ExpectContinue = true;
        return request;
    }
}
