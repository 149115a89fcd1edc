using System.Text;
using Larder.Invalidation;

namespace Larder.Sqlite.Tier;

/// <summary>An invalidation as it stands in the file: its kind, how tags match, and its texts.</summary>
internal static class FeedMessage
{
    internal static byte[] Write(CacheInvalidation what)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8))
        {
            writer.Write((byte)what.Kind);
            writer.Write((byte)what.Match);
            string[] texts = what.Key is not null ? [what.Key] : what.Pattern is not null ? [what.Pattern] : [.. what.Tags];
            writer.Write7BitEncodedInt(texts.Length);
            foreach (var text in texts)
            {
                writer.Write(text);
            }

            writer.Write(what.TierMissedIt); // last: messages of earlier versions end before it, and those versions do not read it
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a message; one of a kind that this program does not know is taken for the one that covers them all.</summary>
    internal static CacheInvalidation Read(string cache, Guid origin, byte[] what)
    {
        using var reader = new BinaryReader(new MemoryStream(what), Encoding.UTF8);
        var kind = (CacheInvalidationKind)reader.ReadByte();
        var match = (TagMatch)reader.ReadByte();
        var texts = new string[Math.Min(reader.Read7BitEncodedInt(), CacheEntryOptions.MostTags)];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadString();
        }

        var missed = reader.BaseStream.Position < reader.BaseStream.Length && reader.ReadBoolean();
        return Make(kind, cache, origin, texts, match) with { TierMissedIt = missed };
    }

    private static CacheInvalidation Make(CacheInvalidationKind kind, string cache, Guid origin, string[] texts, TagMatch match) =>
        kind switch
        {
            CacheInvalidationKind.Set => CacheInvalidation.Set(cache, origin, texts[0]),
            CacheInvalidationKind.Remove => CacheInvalidation.Remove(cache, origin, texts[0]),
            CacheInvalidationKind.Expire => CacheInvalidation.Expire(cache, origin, texts[0]),
            CacheInvalidationKind.RemoveByTags => CacheInvalidation.RemoveByTags(cache, origin, texts, match),
            CacheInvalidationKind.ExpireByTags => CacheInvalidation.ExpireByTags(cache, origin, texts, match),
            CacheInvalidationKind.RemoveByPattern => CacheInvalidation.RemoveByPattern(cache, origin, texts[0]),
            _ => CacheInvalidation.Clear(cache, origin),
        };
}
