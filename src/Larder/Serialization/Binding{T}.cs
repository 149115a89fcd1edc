namespace Larder.Serialization;

/// <summary>Who serialises a type in one cache.</summary>
/// <param name="InEnvelopes">Within an envelope; null when nobody knows the type.</param>
/// <param name="Raw">Without one; null when nobody knows the type.</param>
/// <param name="Mark">The mark of the type: here, because a static of a generic type has to be looked for at every call.</param>
/// <param name="IsBytesOrText">Whether it goes to tiers even where serialization is off.</param>
internal sealed record Binding<T>(ICacheSerializer<T>? InEnvelopes, ICacheSerializer<T>? Raw, uint Mark, bool IsBytesOrText);
