namespace Larder.Serialization;

/// <summary>What was read from bytes of a tier.</summary>
/// <param name="Verdict">What the bytes are.</param>
/// <param name="Value">The value, when they are good.</param>
/// <param name="Facts">What the envelope tells; of raw payloads nothing.</param>
/// <param name="Error">What a serializer threw, when it did.</param>
internal readonly record struct Decoded<T>(PayloadVerdict Verdict, T? Value, PayloadFacts Facts, Exception? Error = null);
