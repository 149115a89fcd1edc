namespace Larder.Testing;

/// <summary>A test tool found that a test has failed; the message says which tool, and what it saw.</summary>
public sealed class TestFailedException : Exception
{
    /// <summary>A failure without a cause of its own.</summary>
    public TestFailedException(string message) : base(message)
    {
    }

    /// <summary>A failure with the exception that made it so.</summary>
    public TestFailedException(string message, Exception? cause) : base(message, cause)
    {
    }
}
