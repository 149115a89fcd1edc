namespace Larder;

/// <summary>The hard time limit of a load passed, and there was no stale value to return.</summary>
public sealed class CacheTimeoutException : LarderException
{
    /// <summary>An exception without a message of its own.</summary>
    public CacheTimeoutException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    public CacheTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and why.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    /// <param name="innerException">What led to it.</param>
    public CacheTimeoutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
