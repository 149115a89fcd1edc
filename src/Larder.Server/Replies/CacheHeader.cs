namespace Larder.Server.Replies;

/// <summary>The header that says whether a cache had what was asked for.</summary>
internal static class CacheHeader
{
    public const string Name = "X-Cache";

    public static string Word(bool isHit) => isHit ? "HIT" : "MISS";
}
