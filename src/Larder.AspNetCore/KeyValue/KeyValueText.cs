namespace Larder.AspNetCore.KeyValue;

/// <summary>Which characters keys, and values that are texts, may have.</summary>
public enum KeyValueText
{
    /// <summary>U+0000 to U+007F, control characters included.</summary>
    Ascii,

    /// <summary>All of Unicode.</summary>
    Utf8,
}
