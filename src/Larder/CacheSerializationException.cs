namespace Larder;

/// <summary>A value could not be turned into bytes.</summary>
public sealed class CacheSerializationException : LarderException
{
    /// <summary>An exception without a message of its own.</summary>
    public CacheSerializationException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    public CacheSerializationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and why.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    /// <param name="innerException">What led to it.</param>
    public CacheSerializationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
