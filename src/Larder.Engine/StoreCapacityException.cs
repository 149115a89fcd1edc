namespace Larder.Engine;

/// <summary>An entry cannot be held within the capacity, whatever is evicted for it.</summary>
public sealed class StoreCapacityException : InvalidOperationException
{
    /// <summary>Creates the exception with a general message.</summary>
    public StoreCapacityException()
        : base("The entry does not fit in the capacity of the store.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">The value, the rule and the remedy, in a sentence.</param>
    public StoreCapacityException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">The value, the rule and the remedy, in a sentence.</param>
    /// <param name="innerException">What led to it.</param>
    public StoreCapacityException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
