namespace Larder;

/// <summary>What the bytes of a value look like in the tiers beyond memory.</summary>
public enum PayloadFormat
{
    /// <summary>In an envelope that tells key, type, life, tags and version, and proves that nothing was damaged.</summary>
    Envelope = 0,

    /// <summary>
    /// The value and nothing else, so that other programs read and write it too: <c>123</c>, a UUID with dashes, a text, bytes.
    /// No tags, no compare-and-set, no proof against damage.
    /// </summary>
    Raw = 1,
}
