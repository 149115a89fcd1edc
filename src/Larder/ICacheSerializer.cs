namespace Larder;

/// <summary>Turns values into bytes for the tiers beyond memory, and bytes into values. Safe for all threads.</summary>
/// <remarks>Values in memory are never serialised: this is asked where a value leaves the process or comes into it.</remarks>
public interface ICacheSerializer
{
    /// <summary>What serialises one type. Asked once for each type and cache.</summary>
    /// <typeparam name="T">The type, as callers name it.</typeparam>
    /// <returns>Null when this serializer does not know the type: the next one is asked.</returns>
    ICacheSerializer<T>? For<T>() => this as ICacheSerializer<T>;
}
