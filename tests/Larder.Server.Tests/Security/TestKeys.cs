using Larder.AspNetCore.Security;

namespace Larder.Server.Tests.Security;

/// <summary>Keys for tests, one of each scope, as a server is told of them.</summary>
internal static class TestKeys
{
    public const string Reader = "reader-key";
    public const string Writer = "writer-key";
    public const string Admin = "admin-key";

    /// <summary>All three, as the value of the setting.</summary>
    public static string List => $"""["{Line(Reader, "read")}","{Line(Writer, "write")}","{Line(Admin, "admin")}"]""";

    /// <summary>The setting with all three, for a command line.</summary>
    public static string Setting => $"--Larder:Security:Keys={List}";

    public static string Line(string key, string scope) => $"{key} {scope} {AccessKey.HashOf(key)}";

    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient client, string method, string path, string? key = null, params (string Name, string Value)[] headers) =>
        client.SendAsync(method, path, content: null, key, headers);

    public static Task<HttpResponseMessage> SendAsync(
        this HttpClient client, string method, string path, HttpContent? content, string? key = null,
        params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }
}
