namespace Larder;

/// <summary>What every exception of the cache's own derives from. What a factory throws is never wrapped in one.</summary>
public abstract class LarderException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    protected LarderException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    protected LarderException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and why.</summary>
    /// <param name="message">What happened, by which rule, and what helps.</param>
    /// <param name="innerException">What led to it.</param>
    protected LarderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
