using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Security;

/// <summary>The published output as a developer starts it: on this machine, without keys.</summary>
public sealed class LocalServer(PublishedProgram program) : PublishedServer(program, Changes)
{
    internal static readonly Dictionary<string, string?> Changes = new()
    {
        ["LARDER__SECURITY__ANONYMOUS"] = null,
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
    };
}
