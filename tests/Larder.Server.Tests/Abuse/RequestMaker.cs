using System.Text;
using Larder.Testing;

namespace Larder.Server.Tests.Abuse;

/// <summary>Makes requests that begin as sound ones of every group of routes and are then spoiled, all from one seed.</summary>
internal sealed class RequestMaker(SeededRandom random)
{
    private static readonly string[] Methods =
        ["GET", "GET", "GET", "HEAD", "POST", "POST", "PUT", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW", "get", "M-SEARCH"];

    private static readonly string[] Paths =
    [
        "/payload", "/payload", "/payload/", "/payload/f44216d4fbf66c4fd3c65813504d45d782ae13c4964d148d83435d316d7a8470",
        "/payload/x", "/cache", "/cache", "/cache/", "/cache/k", "/cache/a%2Fb", "/cache/k/increment", "/cache/n/increment",
        "/cache/batch", "/cache?prefix=k&limit=10", "/put", "/get?key=k", "/get", "/cache/stats", "/cache/clear",
        "/cache/performance", "/cache/warm", "/cache/static", "/health", "/health/live", "/health/ready", "/", "/products",
        "/products/1", "/products?limit=3", "/users", "/users/1", "/users/uuid/550e8400-e29b-41d4-a716-446655440001",
        "/openapi.json", "/docs", "/no/such/path", "*", "http://x/cache/k",
    ];

    private static readonly string[] Bodies =
    [
        """{"list_1":["a\u00e9","😀\n"],"list_2":["b","\ud83d\ude00"]}""", """{"list_1":["a"],"list_2":["b"]}""",
        """{"key":"k","value":"v","ttl":60,"version":0}""", """{"key":"n","value":"12"}""", """{"by":5,"ttl":9}""",
        """{"operations":[{"op":"put","key":"a","value":"1"},{"op":"get","key":"a"},{"op":"delete","key":"b"}]}""",
        """{"name":"Tea","description":null,"price":3.5,"category":"Drinks","stock_quantity":3}""", "[]", "null", "\"\\ud800\"", "",
    ];

    private static readonly string[] Headers =
    [
        "Origin: https://a.example", "Accept-Encoding: gzip;q=x, *;q=0.1", "If-None-Match: \"1\", W/\"2\"", "If-None-Match: *",
        "If-Match: \"9999999999999999999\"", "If-Match: x", "X-Cache-TTL: -1", "X-Cache-TTL: 1e9", "Range: bytes=0-1", "Expect: 100-continue",
        "Content-Encoding: gzip", "Accept: application/json;q=\"", "Accept: text/html", "Sec-Fetch-Site: cross-site", "Cookie: a=b; ;=",
        "X-Forwarded-For: 1.2.3.4", "Access-Control-Request-Method: PUT", "Upgrade: h2c", "Host: y", "X-Odd: \x80\xff", "Broken header", ": empty",
        "Authorization: Bearer x", "TE: trailers", "Transfer-Encoding: gzip",
    ];

    private static readonly string[] Types =
        ["application/json", "application/json", "application/json", "application/json; charset=utf-16", "text/plain", "a/b+json", "", "\"", "application/x-www-form-urlencoded"];

    private static readonly string[] Pieces =
        ["%00", "%2F", "%252F", "%0d%0a", "%", "%zz", "%ff%fe", "..", "//", "?", "&key=", "#", "%u0041", "é", "\t", "\\", ";", "+", "=", "%F0%9F%98%80"];

    /// <summary>The next request, whole: it ends where it says, unless it was spoiled not to.</summary>
    public byte[] Next()
    {
        var method = Pick(Methods);
        var body = Spoil(Encoding.UTF8.GetBytes(Pick(Bodies)));
        var head = new StringBuilder($"{method} {Target()} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        for (var count = random.Next(4); count > 0; count--)
            head.Append(Pick(Headers)).Append("\r\n");
        if (random.Next(8) != 0)
            head.Append("Content-Type: ").Append(Pick(Types)).Append("\r\n");

        return random.Next(5) == 0 ? Chunked(head, body) : Sized(head, body);
    }

    private string Target()
    {
        var path = Pick(Paths);
        for (var count = random.Next(3) == 0 ? random.Next(4) : 0; count > 0; count--)
            path = path.Insert(random.Next(path.Length + 1), Pick(Pieces));
        return random.Next(200) == 0 ? path + new string('k', random.Next(10_000)) : path;
    }

    private byte[] Spoil(byte[] body)
    {
        switch (random.Next(10))
        {
            case 0:
                return body[..random.Next(body.Length + 1)];
            case 1:
                return [.. body, .. body];
            case 2:
                return Encoding.ASCII.GetBytes(new string('[', random.Next(5_000)));
            case 3:
                var noise = new byte[random.Next(3_000)];
                random.NextBytes(noise);
                return noise;
            case 4 or 5 or 6 when body.Length > 0:
                for (var count = 1 + random.Next(3); count > 0; count--)
                    body[random.Next(body.Length)] = (byte)random.Next(256);
                return body;
            default:
                return body;
        }
    }

    private byte[] Sized(StringBuilder head, byte[] body)
    {
        // Mostly the truth; sometimes less than follows, or nothing a number could be. More than follows is a slow client.
        var length = random.Next(30) switch
        {
            0 => $"{body.Length / 2}",
            1 => "-1",
            2 => "99999999999999999999",
            3 => "x",
            _ => $"{body.Length}",
        };
        head.Append("Content-Length: ").Append(length).Append("\r\n\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. body];
    }

    private byte[] Chunked(StringBuilder head, byte[] body)
    {
        head.Append("Transfer-Encoding: chunked\r\n\r\n");
        var half = body.Length / 2;
        var second = random.Next(10) == 0 ? "zz" : $"{body.Length - half:x}";
        var first = half == 0 ? Array.Empty<byte>() : [.. Encoding.ASCII.GetBytes($"{half:x}\r\n"), .. body[..half], 13, 10];
        byte[] rest = body.Length - half == 0
            ? []
            : [.. Encoding.ASCII.GetBytes($"{second}\r\n"), .. body[half..], 13, 10];
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. first, .. rest, .. "0\r\n\r\n"u8];
    }

    private string Pick(string[] among) => among[random.Next(among.Length)];
}
