using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Larder.Server.Health;

/// <summary>
/// The bodies of the probes: state, services and time as the catalogue of the source projects tells them, and beside them
/// the two words that its user API has at the top.
/// </summary>
internal static class HealthBody
{
    private const string Redis = "redis";
    private const string Connected = "connected";
    private const string Disconnected = "disconnected";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] OfLive(DateTimeOffset now) => Write(json =>
    {
        json.WriteString("status", ReadyState.Healthy);
        WriteTime(json, now);
    });

    public static byte[] OfReady(ReadyState state, DateTimeOffset now) => Write(json =>
    {
        json.WriteString("status", state.Status);
        WriteTime(json, now);
        json.WriteStartObject("services");
        foreach (var (name, isUp) in state.Services)
            json.WriteString(name, Word(isUp));
        json.WriteEndObject();

        if (Find(state, Redis) is { } redis)
            json.WriteString(Redis, Word(redis));
        if (Find(state, CacheProbe.Name) is { } cache)
            json.WriteString("cache_manager", cache ? "operational" : "unavailable");
        if (state.Reasons.Count > 0)
            json.WriteString("detail", string.Join(' ', state.Reasons));
    });

    private static string Word(bool isUp) => isUp ? Connected : Disconnected;

    private static bool? Find(ReadyState state, string name)
    {
        foreach (var service in state.Services)
        {
            if (service.Name == name)
                return service.IsUp;
        }

        return null;
    }

    // Seconds since 1970 with a fraction, as Python's time.time() gives them.
    private static void WriteTime(Utf8JsonWriter json, DateTimeOffset now) =>
        json.WriteNumber("timestamp", now.ToUnixTimeMilliseconds() / 1000m);

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
