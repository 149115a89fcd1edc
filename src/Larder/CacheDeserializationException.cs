namespace Larder;

/// <summary>Bytes could not be turned back into a value.</summary>
public sealed class CacheDeserializationException : LarderException
{
    /// <summary>An exception without a message of its own.</summary>
    public CacheDeserializationException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    public CacheDeserializationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and why.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    /// <param name="innerException">What led to it.</param>
    public CacheDeserializationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
