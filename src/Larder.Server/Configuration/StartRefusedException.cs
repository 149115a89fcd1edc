namespace Larder.Server.Configuration;

/// <summary>The server does not start, and the message is the whole explanation that the user needs.</summary>
internal sealed class StartRefusedException : Exception
{
    public StartRefusedException(string message) : base(message)
    {
    }

    public StartRefusedException(string message, Exception cause) : base(message, cause)
    {
    }
}
