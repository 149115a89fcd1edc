using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Larder.Serialization;

/// <summary>One type as JSON.</summary>
internal sealed class JsonOf<T>(JsonTypeInfo<T> info, Spares<Utf8JsonWriter> writers) : ICacheSerializer<T>
{
    private readonly JsonWriterOptions _options = new()
    {
        Encoder = info.Options.Encoder,
        Indented = info.Options.WriteIndented,
        MaxDepth = info.Options.MaxDepth,
        SkipValidation = true, // what a type info writes is JSON
    };

    public byte Format => PayloadForms.Json;

    public void Write(T value, IBufferWriter<byte> destination)
    {
        var writer = writers.Take(out var place);
        if (writer is null)
        {
            writer = new Utf8JsonWriter(destination, _options);
        }
        else
        {
            writer.Reset(destination);
        }

        JsonSerializer.Serialize(writer, value, info);
        writer.Flush();
        writers.Put(writer, place); // not after an exception: who knows what such a writer still holds
    }

    public T Read(in ReadOnlySequence<byte> source)
    {
        if (source.IsSingleSegment)
        {
            return JsonSerializer.Deserialize(source.FirstSpan, info)!;
        }

        var reader = new Utf8JsonReader(source, new JsonReaderOptions { MaxDepth = info.Options.MaxDepth });
        return JsonSerializer.Deserialize(ref reader, info)!;
    }
}
