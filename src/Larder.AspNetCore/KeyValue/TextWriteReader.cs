using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Reads <c>{"key":…,"value":…,"ttl":…,"version":…}</c>. Other members are passed over; a repeated one is a fault.</summary>
internal sealed class TextWriteReader(KeyValueOptions options, KeyDecoder decoder, WireMaker maker)
{
    private const string MissingType = "missing";
    private const string JsonType = "json_invalid";

    /// <summary>Reads a whole body.</summary>
    public TextWrite? Read(ReadOnlySpan<byte> json, out RequestFault? fault)
    {
        // The reader of JSON looks into no text that nobody asks for, so that bad bytes could hide in there.
        if (!Utf8.IsValid(json))
        {
            fault = RequestFault.Body("The body must be valid UTF-8.", type: JsonType);
            return null;
        }

        try
        {
            var members = new WriteMembers();
            fault = members.Read(json);
            return fault is null ? Make(json, members, out fault) : null;
        }
        catch (JsonException)
        {
            fault = RequestFault.Body("The body must be JSON.", type: JsonType);
        }
        catch (InvalidOperationException)
        {
            fault = RequestFault.Body("A text in the body has half a surrogate pair.", type: JsonType);
        }

        return null;
    }

    private TextWrite? Make(ReadOnlySpan<byte> json, in WriteMembers members, out RequestFault? fault)
    {
        TimeSpan? timeToLive = null;
        long? version = null;
        fault = FaultOfText(json, members.Key, "key") ?? FaultOfText(json, members.Value, "value")
            ?? ReadTime(json, members.TimeToLive, ref timeToLive) ?? ReadVersion(json, members.Version, ref version);
        if (fault is not null)
            return null;

        var key = Unescape(json[members.Key], out var rentedKey);
        var value = Unescape(json[members.Value], out var rentedValue);
        try
        {
            var keyFault = decoder.Check(key, out var name);
            fault = keyFault != KeyFault.None
                ? RequestFault.Body(decoder.Sentence(keyFault), "key")
                : FaultOfValue(value);
            return fault is null
                ? new TextWrite(name, maker.OfText(key, value, timeToLive), timeToLive, version)
                : null;
        }
        finally
        {
            Return(rentedKey);
            Return(rentedValue);
        }
    }

    private RequestFault? FaultOfValue(ReadOnlySpan<byte> value)
    {
        if (value.Length > options.ValueLength)
            return RequestFault.Body($"The value must have at most {options.ValueLength} bytes.", "value", "too_long");
        return options.Text == KeyValueText.Ascii && !Ascii.IsValid(value)
            ? RequestFault.Body("The value must be ASCII.", "value")
            : null;
    }

    private static RequestFault? FaultOfText(ReadOnlySpan<byte> json, Range place, string member)
    {
        if (place.Equals(default))
            return RequestFault.Body($"The {member} is missing.", member, MissingType);
        return json[place][0] == (byte)'"'
            ? null
            : RequestFault.Body($"The {member} must be a string.", member, "string_type");
    }

    private static RequestFault? ReadTime(ReadOnlySpan<byte> json, Range place, ref TimeSpan? time)
    {
        if (place.Equals(default) || json[place] is [(byte)'n', ..])
            return null;

        var reader = new Utf8JsonReader(json[place]);
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var seconds)
            || !TimeToLive.TryOf(seconds, out var read))
        {
            return RequestFault.Body($"The ttl {TimeToLive.Rule}", "ttl");
        }

        time = read;
        return null;
    }

    private static RequestFault? ReadVersion(ReadOnlySpan<byte> json, Range place, ref long? version)
    {
        if (place.Equals(default) || json[place] is [(byte)'n', ..])
            return null;

        var reader = new Utf8JsonReader(json[place]);
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
            return RequestFault.Body("The version must be a whole number, 0 for a key that must not exist.", "version");

        version = number;
        return null;
    }

    /// <summary>The text of a JSON string, in place where nothing is escaped.</summary>
    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> token, out byte[]? rented)
    {
        rented = null;
        var inner = token[1..^1];
        if (!inner.Contains((byte)'\\'))
            return inner;

        var reader = new Utf8JsonReader(token);
        reader.Read();
        var space = ArrayPool<byte>.Shared.Rent(inner.Length);
        try
        {
            var length = reader.CopyString(space);
            rented = space;
            return space.AsSpan(0, length);
        }
        finally
        {
            if (rented is null)
                ArrayPool<byte>.Shared.Return(space);
        }
    }

    private static void Return(byte[]? rented)
    {
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }
}
