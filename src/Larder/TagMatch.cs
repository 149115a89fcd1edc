namespace Larder;

/// <summary>Which entries several tags mean.</summary>
public enum TagMatch
{
    /// <summary>Those that carry at least one of the tags.</summary>
    Any = 0,

    /// <summary>Those that carry all of the tags.</summary>
    All = 1,
}
