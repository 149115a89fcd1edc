namespace Larder.Concurrency.Tests.Protocols;

/// <summary>A step of <see cref="LookUpModel"/> that is left out or done wrongly, to show that it is needed.</summary>
internal enum LookUpFault
{
    /// <summary>The protocol as it is.</summary>
    None,

    /// <summary>The reader looks at the flags before it takes the value.</summary>
    FlagsBeforeValue,

    /// <summary>The reader takes a value and does not look at the flags.</summary>
    FlagsIgnored,

    /// <summary>A value is let go before its entry is retired.</summary>
    ClearedBeforeRetired,

    /// <summary>A reader that meets a retired entry takes it for a miss.</summary>
    RetiredIsMiss,

    /// <summary>An entry is replaced by taking it out and linking the new one afterwards.</summary>
    ReplacedWithGap,
}
