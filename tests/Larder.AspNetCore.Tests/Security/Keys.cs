using Larder.AspNetCore.Security;

namespace Larder.AspNetCore.Tests.Security;

/// <summary>Keys for tests, one of each scope.</summary>
internal static class Keys
{
    public const string Reader = "reader-key";
    public const string Writer = "writer-key";
    public const string Admin = "admin-key";

    public static IReadOnlyList<AccessKey> All => [Of(Reader, "read"), Of(Writer, "write"), Of(Admin, "admin")];

    public static AccessKey Of(string key, string scope, string? name = null) =>
        AccessKey.TryCreate(name ?? key, scope, AccessKey.HashOf(key), out var made, out var fault)
            ? made
            : throw new ArgumentException(fault, nameof(key));

    public static (string, string) Bearer(string key) => ("Authorization", $"Bearer {key}");
}
