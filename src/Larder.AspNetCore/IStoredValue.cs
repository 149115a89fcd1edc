namespace Larder.AspNetCore;

/// <summary>A cached value that knows itself what it is outside of this process.</summary>
internal interface IStoredValue
{
    /// <summary>The type of the content, as a header has it.</summary>
    string ContentType { get; }

    /// <summary>The value when it is a text; null when it is bytes.</summary>
    string? Text { get; }

    /// <summary>The value when it is bytes.</summary>
    ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>About how many bytes of memory the value takes under a key, the key included.</summary>
    long BytesUnder(string key);
}
