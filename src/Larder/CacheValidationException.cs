namespace Larder;

/// <summary>A request to the cache breaks a limit of the cache.</summary>
public sealed class CacheValidationException : LarderException
{
    /// <summary>An exception without a message of its own.</summary>
    public CacheValidationException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    public CacheValidationException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and why.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    /// <param name="innerException">What led to it.</param>
    public CacheValidationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
