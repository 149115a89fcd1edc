namespace Larder.AspNetCore.Admin;

/// <summary>A request that cannot be followed; its message is a sentence for who sent it.</summary>
internal sealed class AdminFaultException(int status, string message) : Exception(message)
{
    internal int Status { get; } = status;
}
