namespace Larder.Cli.Output;

/// <summary>The command cannot go on, and the message is the one line that the user needs.</summary>
internal sealed class RefusedException : Exception
{
    public RefusedException(string message) : base(message)
    {
    }

    public RefusedException(string message, Exception cause) : base(message, cause)
    {
    }
}
