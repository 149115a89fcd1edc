using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Larder.Serialization;

namespace Larder;

/// <summary>Values as JSON, by System.Text.Json. Knows the types that its source-generated contexts name.</summary>
public sealed class JsonCacheSerializer : ICacheSerializer
{
    private readonly JsonSerializerOptions _options;
    private readonly Spares<Utf8JsonWriter> _writers = new();

    /// <summary>A serializer for the types of a source-generated context. Can be trimmed and compiled ahead of time.</summary>
    /// <param name="context">The context: <c>AppJson.Default</c>.</param>
    public JsonCacheSerializer(JsonSerializerContext context)
        : this((context ?? throw new ArgumentNullException(nameof(context))).Options)
    {
    }

    /// <summary>A serializer for the types that options know.</summary>
    /// <param name="options">
    /// Options with a <see cref="JsonSerializerOptions.TypeInfoResolver"/>: several contexts, combined by
    /// <c>JsonTypeInfoResolver.Combine</c>, say. They cannot be changed afterwards.
    /// </param>
    /// <exception cref="ArgumentException">The options have no resolver.</exception>
    public JsonCacheSerializer(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Throw.IfNoResolver(options);
        options.MakeReadOnly();
        _options = options;
    }

    /// <summary>A serializer that looks types up at run time. Not for programs that are trimmed or compiled ahead of time.</summary>
    /// <param name="options">How JSON is written. Default null: as System.Text.Json does by itself.</param>
    /// <returns>The serializer.</returns>
    [RequiresUnreferencedCode("Looks types up by reflection. Pass a JsonSerializerContext to the constructor instead.")]
    [RequiresDynamicCode("Makes code at run time. Pass a JsonSerializerContext to the constructor instead.")]
    public static JsonCacheSerializer UsingReflection(JsonSerializerOptions? options = null) =>
        new(new JsonSerializerOptions(options ?? JsonSerializerOptions.Default)
        {
            TypeInfoResolver = options?.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver(),
        });

    /// <inheritdoc/>
    public ICacheSerializer<T>? For<T>()
    {
        // Of an object JSON knows only the form, and would bring something else back than was set. Plain types, which contexts
        // know as well where a member has one, are shorter without it, and texts with half a character stay what they are.
        return typeof(T) != typeof(object) && PlainTypes.Instance.For<T>() is null && _options.TryGetTypeInfo(typeof(T), out var info)
            ? new JsonOf<T>((JsonTypeInfo<T>)info, _writers)
            : null;
    }
}
