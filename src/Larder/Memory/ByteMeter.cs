namespace Larder.Memory;

/// <summary>
/// About the bytes that an entry holds: exact for texts and arrays of bytes, a flat guess for objects nobody can look into.
/// </summary>
internal sealed class ByteMeter : IEntryMeter
{
    /// <summary>What an object weighs of which nothing is known.</summary>
    internal const int OfUnknown = 256;

    private const int BytesPerCharacter = 2;

    public long Measure<T>(string key, T value) =>
        SlotOverhead + ((long)key.Length * BytesPerCharacter) + value switch
        {
            null => 0,
            string text => (long)text.Length * BytesPerCharacter,
            byte[] bytes => bytes.LongLength,
            ReadOnlyMemory<byte> bytes => bytes.Length,
            bool or char or byte or short or int or long or float or double or decimal or Guid or DateTime => 0,
            _ => OfUnknown,
        };

    private const int SlotOverhead = 160;
}
