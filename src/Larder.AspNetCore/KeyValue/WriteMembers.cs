using System.Text.Json;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Where the members of a write stand in its JSON. The default of a place means that there is none.</summary>
internal struct WriteMembers
{
    public Range Key;
    public Range Value;
    public Range TimeToLive;
    public Range Version;

    /// <summary>Finds the members.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public RequestFault? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return RequestFault.Body("The body must be an object.", type: "model_type");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isKnown = true;
            var fault =
                reader.ValueTextEquals("key"u8) ? Take(ref reader, ref Key, "key")
                : reader.ValueTextEquals("value"u8) ? Take(ref reader, ref Value, "value")
                : reader.ValueTextEquals("ttl"u8) ? Take(ref reader, ref TimeToLive, "ttl")
                : reader.ValueTextEquals("version"u8) ? Take(ref reader, ref Version, "version")
                : Pass(out isKnown);
            if (fault is not null)
                return fault;
            if (!isKnown)
                reader.Skip();
        }

        // What follows the object, if it is not blank, is a fault of JSON that only the next step shows.
        reader.Read();
        return null;
    }

    private static RequestFault? Take(ref Utf8JsonReader reader, ref Range place, string member)
    {
        if (!place.Equals(default))
            return RequestFault.Body($"The member {member} stands there twice.", member);

        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        place = start..(int)reader.BytesConsumed;
        return null;
    }

    private static RequestFault? Pass(out bool isKnown)
    {
        isKnown = false;
        return null;
    }
}
