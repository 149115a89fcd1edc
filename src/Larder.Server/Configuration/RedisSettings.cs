namespace Larder.Server.Configuration;

/// <summary>The Redis that caches share.</summary>
internal sealed record RedisSettings(
    string Host, int Port, string? User, string? Password, int Database, bool IsEncrypted)
{
    public const int DefaultPort = 6379;
    public const int DatabaseMax = 9_999;

    // A record prints all it has; this one is printed by people who do not think of the password.
    public override string ToString()
    {
        var secret = Password is null ? "" : $"{User}:{Secret.Mask}@";
        return $"{(IsEncrypted ? "rediss" : "redis")}://{secret}{Host}:{Port}/{Database}";
    }
}
