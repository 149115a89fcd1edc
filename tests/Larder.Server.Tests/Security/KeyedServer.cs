using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Security;

/// <summary>The published output where others can reach it, with a key of each scope and nothing for anybody without one.</summary>
public sealed class KeyedServer(PublishedProgram program) : PublishedServer(program, Changes)
{
    private static readonly Dictionary<string, string?> Changes = new()
    {
        ["LARDER__SECURITY__ANONYMOUS"] = "None",
        ["LARDER__SECURITY__KEYS"] = TestKeys.List,
    };
}
