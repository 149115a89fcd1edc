namespace Larder;

/// <summary>Too many loads run and wait already; the caller was not let in, and there was no stale value to return.</summary>
public sealed class CacheOverloadedException : LarderException
{
    /// <summary>An exception without a message of its own.</summary>
    public CacheOverloadedException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    public CacheOverloadedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and why.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    /// <param name="innerException">What led to it.</param>
    public CacheOverloadedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
