namespace Larder;

/// <summary>Whether the keys of entries may be seen in logs. They often name people.</summary>
public enum LogKeys
{
    /// <summary>They may not: a line that would show one says less.</summary>
    Redact = 0,

    /// <summary>They may.</summary>
    Show = 1,
}
