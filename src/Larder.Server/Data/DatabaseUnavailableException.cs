namespace Larder.Server.Data;

/// <summary>The database cannot be used. The one exception for that, whichever engine it is.</summary>
/// <remarks>The message is a sentence for an operator. It names the address without the password.</remarks>
internal sealed class DatabaseUnavailableException : Exception
{
    public DatabaseUnavailableException(string message, bool mayPass, Exception? cause = null) : base(message, cause) =>
        MayPass = mayPass;

    /// <summary>Whether asking again later may help without anybody changing anything.</summary>
    public bool MayPass { get; }
}
