namespace Larder.AspNetCore.KeyValue;

/// <summary>What is wrong with a key.</summary>
internal enum KeyFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A percent sign without two hexadecimal digits.</summary>
    BadEscape,

    /// <summary>A character beyond U+007F, where only those up to it may be used.</summary>
    NotAscii,

    /// <summary>Bytes that are no UTF-8.</summary>
    NotUtf8,

    /// <summary>More characters than a key may have.</summary>
    TooLong,
}
