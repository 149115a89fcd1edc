namespace Larder;

/// <summary>An entry can never fit into the cache.</summary>
public sealed class CacheCapacityException : LarderException
{
    /// <summary>An exception without a message of its own.</summary>
    public CacheCapacityException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    public CacheCapacityException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and why.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    /// <param name="innerException">What led to it.</param>
    public CacheCapacityException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
