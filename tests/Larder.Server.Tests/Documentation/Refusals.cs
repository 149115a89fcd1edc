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

    public static IReadOnlyList<Refusal> All { get; } = [.. Pages(), .. Payloads(), .. Writes(), .. Keys(), .. Many(), .. Products(), .. Users(), .. Admin()];

    private static IEnumerable<Refusal> Pages() =>
        new[] { ("root", "/"), ("openApi", "/openapi.json"), ("docs", "/docs"), ("redoc", "/redoc") }
            .Select(page => new Refusal(page.Item1, 304, () => Unchanged(page.Item2)));

    private static IEnumerable<Refusal> Payloads() =>
    [
        new("createPayload", 400, () => Json("POST", "/payload", $$"""{"list_1":["{{LongItem}}"],"list_2":["b"]}""")),
        new("createPayload", 400, () => NoUtf8("/payload")),
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

    private static IEnumerable<Refusal> Products() =>
    [
        new("listProducts", 422, () => Plain("GET", "/products?limit=few")),
        new("getProduct", 404, () => Plain("GET", "/products/999999")),
        new("getProduct", 422, () => Plain("GET", "/products/tea")),
        new("createProduct", 400, () => NoUtf8("/products")),
        new("createProduct", 413, () => Huge("/products")),
        new("createProduct", 422, () => Json("POST", "/products", """{"name":"","price":-1}""")),
        new("changeProduct", 400, () => NoUtf8("/products/1", "PUT")),
        new("changeProduct", 404, () => Json("PUT", "/products/999999", """{"name":"a","price":1,"category":"b"}""")),
        new("changeProduct", 413, () => Huge("/products/1", "PUT")),
        new("changeProduct", 422, () => Json("PUT", "/products/1", "{")),
        new("deleteProduct", 404, () => Plain("DELETE", "/products/999999")),
        new("deleteProduct", 422, () => Plain("DELETE", "/products/tea")),
        new("clearCache", 403, () => FromOtherSite("POST")),
        new("clearCache", 422, () => Plain("POST", "/cache/clear?scope=some")),
        new("clearCacheByDelete", 403, () => FromOtherSite("DELETE")),
        new("clearCacheByDelete", 422, () => Plain("DELETE", "/cache/clear?scope=some")),
    ];

    private static IEnumerable<Refusal> Users() =>
    [
        new("getUser", 404, () => Plain("GET", "/users/999999")),
        new("getUser", 422, () => Plain("GET", "/users/nobody")),
        new("getUserByUuid", 404, () => Plain("GET", "/users/uuid/00000000-0000-0000-0000-000000000000")),
        new("getUserByUuid", 422, () => Plain("GET", "/users/uuid/1")),
    ];

    private static IEnumerable<Refusal> Admin() =>
    [
        new("getCache", 404, () => Plain("GET", "/admin/caches/none")),
        new("listKeysOfCache", 400, () => Plain("GET", "/admin/caches/keyvalue/keys?limit=none")),
        new("listKeysOfCache", 404, () => Plain("GET", "/admin/caches/none/keys")),
        new("getEntryOfCache", 400, () => Plain("GET", "/admin/caches/keyvalue/entry")),
        new("getEntryOfCache", 404, () => Plain("GET", "/admin/caches/keyvalue/entry?key=unknown")),
        new("deleteEntryOfCache", 400, () => Plain("DELETE", "/admin/caches/keyvalue/entry")),
        new("deleteEntryOfCache", 404, () => Plain("DELETE", "/admin/caches/keyvalue/entry?key=unknown")),
        .. Changes("removeFromCache", "remove"),
        .. Changes("expireInCache", "expire"),
        new("clearOneCache", 400, () => Plain("POST", "/admin/caches/keyvalue/clear?preview=perhaps")),
        new("clearOneCache", 404, () => Plain("POST", "/admin/caches/none/clear")),
        new("clearOneCache", 415, () => Body("POST", "/admin/caches/keyvalue/clear", "a=b", "text/plain")),
    ];

    private static IEnumerable<Refusal> Changes(string id, string action) =>
    [
        new(id, 400, () => Json("POST", $"/admin/caches/keyvalue/{action}", "{}")),
        new(id, 404, () => Json("POST", $"/admin/caches/none/{action}", """{"key":"a"}""")),
        new(id, 413, () => Json("POST", $"/admin/caches/keyvalue/{action}", new string(' ', 16 * 1024) + "{}")),
        new(id, 415, () => Body("POST", $"/admin/caches/keyvalue/{action}", "a=b", "text/plain")),
    ];

    private static HttpRequestMessage FromOtherSite(string method)
    {
        var request = Plain(method, "/cache/clear");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        return request;
    }

    private static HttpRequestMessage Plain(string method, string target) => new(new HttpMethod(method), target);

    private static HttpRequestMessage Json(string method, string target, string body) =>
        Body(method, target, body, "application/json");

    private static HttpRequestMessage Body(string method, string target, string body, string type) =>
        new(new HttpMethod(method), target)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)),
        };

    private static HttpRequestMessage NoUtf8(string target, string method = "POST") => new(new HttpMethod(method), target)
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
    private static HttpRequestMessage Huge(string target, string method = "POST")
    {
        var request = Json(method, target, new string(' ', 30_000_001));
        request.Headers.ExpectContinue = true;
        return request;
    }
}
