using System.Text;
using System.Text.Json;
using Larder.Server.Payloads.Canonical;
using Larder.Server.Payloads.Requests;
using Larder.Server.Payloads.Transforming;

namespace Larder.Server.Tests.Payloads;

/// <summary>The pure parts of the payload side, from the text of a request to the text of an answer.</summary>
internal static class PayloadText
{
    public static string Json(string[] list1, string[] list2) =>
        $$"""{"list_1":{{JsonSerializer.Serialize(list1)}},"list_2":{{JsonSerializer.Serialize(list2)}}}""";

    public static RequestReading Read(string json) => PayloadRequest.Read(Encoding.UTF8.GetBytes(json));

    public static string Id(string json)
    {
        using var input = Accepted(json);
        Span<char> id = stackalloc char[PayloadId.Length];
        CanonicalForm.WriteId(input, id);
        return new string(id);
    }

    public static string Canonical(string json)
    {
        using var input = Accepted(json);
        return CanonicalForm.ToText(input);
    }

    public static Transformation Transform(string json)
    {
        using var input = Accepted(json);
        return PayloadTransformer.Transform(input);
    }

    public static string Body(string json) => Encoding.UTF8.GetString(Transform(json).Body!);

    public static string Output(string[] list1, string[] list2)
    {
        using var body = JsonDocument.Parse(Transform(Json(list1, list2)).Body);
        return body.RootElement.GetProperty("output").GetString()!;
    }

    private static PayloadInput Accepted(string json)
    {
        var reading = Read(json);
        Assert.True(reading.Input is not null, Encoding.UTF8.GetString(reading.Refusal));
        return reading.Input;
    }
}
