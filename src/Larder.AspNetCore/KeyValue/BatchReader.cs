using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Larder.AspNetCore.KeyValue;

/// <summary>Reads <c>{"operations":[{"op":"get"|"put"|"delete","key":…,…}]}</c>. One fault refuses the whole batch.</summary>
internal sealed class BatchReader(KeyValueOptions options, KeyDecoder decoder, TextWriteReader writes)
{
    public IReadOnlyList<BatchOperation> Read(ReadOnlyMemory<byte> json, out RequestFault? fault)
    {
        var read = new List<BatchOperation>();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            fault = ReadAll(document.RootElement, read);
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

    private RequestFault? ReadAll(JsonElement root, List<BatchOperation> read)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("operations", out var operations)
            || operations.ValueKind != JsonValueKind.Array)
        {
            return RequestFault.Body("The body must be an object with an array of operations.", "operations");
        }

        if (operations.GetArrayLength() > options.BatchSize)
            return RequestFault.Body($"A batch may have {options.BatchSize} operations.", "operations");

        foreach (var element in operations.EnumerateArray())
        {
            if (ReadOne(element, read) is { } fault)
                return fault with { Message = $"Operation {read.Count}: {fault.Message}" };
        }

        return null;
    }

    private RequestFault? ReadOne(JsonElement element, List<BatchOperation> read)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("op", out var op)
            || op.ValueKind != JsonValueKind.String)
        {
            return RequestFault.Body("It must be an object with op: get, put or delete.", "op");
        }

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
                return RequestFault.Body("It must have op: get, put or delete.", "op");
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
