namespace Larder.Serialization;

/// <summary>What the forms of Larder's own serializers are called. Never changed, never used again for another form.</summary>
internal static class PayloadForms
{
    /// <summary>Numbers and times in little-endian order, UTF-8, bytes.</summary>
    internal const byte Plain = 0;

    internal const byte Json = 1;
}
