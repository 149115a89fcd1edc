namespace Larder;

/// <summary>A factory said that it failed, without an exception of its own, and there was no stale value to return.</summary>
public sealed class CacheLoadException : LarderException
{
    /// <summary>An exception without a message of its own.</summary>
    public CacheLoadException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    public CacheLoadException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and why.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    /// <param name="innerException">What led to it.</param>
    public CacheLoadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
