using System.Text;
using System.Text.Json;

namespace Larder.Server.Tests.Payloads;

/// <summary>Talks to the payload side as a client of the source project does.</summary>
internal static class PayloadClient
{
    public static Task<HttpResponseMessage> PostPayloadAsync(
        this HttpClient client, string json, string contentType = "application/json") =>
        client.PostBytesAsync(Encoding.UTF8.GetBytes(json), contentType);

    public static Task<HttpResponseMessage> PostBytesAsync(
        this HttpClient client, byte[] body, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return client.PostAsync("/payload", content);
    }

    /// <summary>Posts a payload that has to be accepted, and returns its id.</summary>
    public static async Task<string> StoreAsync(this HttpClient client, string json)
    {
        var response = await client.PostPayloadAsync(json);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        using var answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("payload_id").GetString()!;
    }

    public static string Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    /// <summary>A payload that no other test uses.</summary>
    public static string Unique(string item = "a") => PayloadText.Json([item], [Guid.NewGuid().ToString()]);
}
