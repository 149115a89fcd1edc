using System.Net;
using System.Text;
using System.Text.Json;

namespace Larder.Server.Tests;

/// <summary>Sends JSON and reads it, for the product and user groups.</summary>
internal static class JsonClient
{
    private const int LongBody = 1_000_000;

    /// <summary>Sends, and returns the status with the body as JSON.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(
        this HttpClient client, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);

        // A server that refuses a long body stops reading it; whoever sent it all the same may hear a broken pipe only.
        if (json is { Length: > LongBody })
            request.Headers.ExpectContinue = true;
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        using var body = JsonDocument.Parse(text);
        return (response.StatusCode, body.RootElement.Clone());
    }

    /// <summary>Gets what has to be there.</summary>
    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        var (status, body) = await client.AskAsync(HttpMethod.Get, path);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {(int)status} {body}");
        return body;
    }

    public static string Text(this JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
