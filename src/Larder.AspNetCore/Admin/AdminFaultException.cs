using Microsoft.AspNetCore.Http;

namespace Larder.AspNetCore.Admin;

/// <summary>A request that cannot be followed; its message is a sentence for who sent it.</summary>
internal sealed class AdminFaultException(int status, string message) : Exception(message)
{
    // What the framework adds to the sentence is for programmers: the name of a parameter of ours.
    private const string OfFramework = " (Parameter '";

    internal int Status { get; } = status;

    /// <summary>Takes the sentence of the library, when it refuses a key, a tag or a pattern.</summary>
    internal static AdminFaultException Of(ArgumentException fault)
    {
        var end = fault.ParamName is null ? -1 : fault.Message.LastIndexOf(OfFramework, StringComparison.Ordinal);
        return new AdminFaultException(StatusCodes.Status400BadRequest, end < 0 ? fault.Message : fault.Message[..end]);
    }
}
