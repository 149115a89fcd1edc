using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Reads <c>{"operations":[{"op":"get"|"put"|"delete","key":…,…}]}</c>. One fault refuses the whole batch.</summary>
/// <remarks>
/// Operations are taken from the bytes one by one: a tree of the whole body would take many times its room, and the budget
/// for large bodies knows nothing of that.
/// </remarks>
internal sealed class BatchReader(KeyValueOptions options, KeyDecoder decoder, TextWriteReader writes)
{
    private static readonly RequestFault NoObject =
        RequestFault.Body("The body must be an object with an array of operations.", "operations");

    private static readonly RequestFault NoOperation =
        RequestFault.Body("It must be an object with op: get, put or delete.", "op");

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public IReadOnlyList<BatchOperation> Read(ReadOnlySpan<byte> json, out RequestFault? fault)
    {
        var read = new List<BatchOperation>();
        try
        {
            // The reader of JSON looks into no text that nobody asks for, so that bad bytes could hide in there.
            fault = Utf8.IsValid(json) ? ReadAll(json, read) : RequestFault.Body("The body must be valid UTF-8.");
        }
        catch (JsonException)
        {
            fault = RequestFault.Body("The body must be JSON, with no member twice.");
        }
        catch (InvalidOperationException)
        {
            fault = RequestFault.Body("A text in the body is no valid Unicode.");
        }

        return read;
    }

    private RequestFault? ReadAll(ReadOnlySpan<byte> json, List<BatchOperation> read)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return NoObject;

        var isFound = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("operations"u8))
            {
                reader.Skip();
                continue;
            }

            if (isFound)
                return RequestFault.Body("The member operations stands there twice.", "operations");
            isFound = true;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
                return NoObject;
            if (ReadOperations(ref reader, json, read) is { } fault)
                return fault;
        }

        // What follows the object, if it is not blank, is a fault of JSON that only the next step shows.
        reader.Read();
        return isFound ? null : NoObject;
    }

    private RequestFault? ReadOperations(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, List<BatchOperation> read)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (read.Count == options.BatchSize)
                return RequestFault.Body($"A batch may have {options.BatchSize} operations.", "operations");

            var start = (int)reader.TokenStartIndex;
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            var operation = json[start..(int)reader.BytesConsumed];
            var fault = !isObject ? NoOperation
                : operation.Length > options.LongestWrite ? RequestFault.Body("It is too long.", type: "too_long")
                : ReadOne(operation, read);
            if (fault is not null)
                return fault with { Message = $"Operation {read.Count}: {fault.Message}" };
        }

        return null;
    }

    private RequestFault? ReadOne(ReadOnlySpan<byte> json, List<BatchOperation> read)
    {
        using var document = JsonDocument.Parse(json.ToArray(), Strict);
        var element = document.RootElement;
        if (!element.TryGetProperty("op", out var op) || op.ValueKind != JsonValueKind.String)
            return NoOperation;

        switch (op.GetString())
        {
            case "put":
                var write = writes.Read(JsonMarshal.GetRawUtf8Value(element), out var fault);
                if (write is not null)
                    read.Add(new BatchOperation(BatchKind.Put, write.Key, write));
                return fault;

            case "get":
                return ReadKey(element, BatchKind.Get, read);

            case "delete":
                return ReadKey(element, BatchKind.Delete, read);

            default:
                return NoOperation;
        }
    }

    private RequestFault? ReadKey(JsonElement element, BatchKind kind, List<BatchOperation> read)
    {
        if (!element.TryGetProperty("key", out var member) || member.ValueKind != JsonValueKind.String)
            return RequestFault.Body("The key must be a string.", "key");

        var fault = decoder.Check(Encoding.UTF8.GetBytes(member.GetString()!), out var key);
        if (fault != KeyFault.None)
            return RequestFault.Body(decoder.Sentence(fault), "key");

        read.Add(new BatchOperation(kind, key, null));
        return null;
    }
}
