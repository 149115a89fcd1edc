using System.Diagnostics.CodeAnalysis;

namespace Larder;

/// <summary>A value from earlier, as a factory may look at it before it makes the next one.</summary>
internal interface IStaleValue
{
    string? ETag { get; }

    string[] Tags { get; }

    DateTimeOffset? LastModified { get; }

    bool TryRead<T>([MaybeNullWhen(false)] out T value);
}
