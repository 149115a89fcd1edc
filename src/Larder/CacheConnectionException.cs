namespace Larder;

/// <summary>A tier beyond memory could not be reached, in a call that asked to be told.</summary>
public sealed class CacheConnectionException : LarderException
{
    /// <summary>An exception without a message of its own.</summary>
    public CacheConnectionException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    public CacheConnectionException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and why.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    /// <param name="innerException">What led to it.</param>
    public CacheConnectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
