namespace Larder.Serialization;

/// <summary>Who serialises a type in one cache.</summary>
/// <param name="InEnvelopes">Within an envelope; null when nobody knows the type.</param>
/// <param name="Raw">Without one; null when nobody knows the type.</param>
/// <param name="IsBytesOrText">Whether it goes to tiers even where serialization is off.</param>
internal sealed record Binding<T>(ICacheSerializer<T>? InEnvelopes, ICacheSerializer<T>? Raw, bool IsBytesOrText);
