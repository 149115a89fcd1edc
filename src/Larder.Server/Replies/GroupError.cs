using System.Buffers;

namespace Larder.Server.Replies;

/// <summary>An error body in the shape of the group that a path belongs to, for what refuses before the group is asked.</summary>
internal static class GroupError
{
    public static ReadOnlyMemory<byte> Of(PathString path, string sentence) => RouteGroup.Of(path) switch
    {
        RouteGroup.KeyValue => OfStatus(sentence),
        RouteGroup.Payloads => DetailBody.OfMessage(sentence),
        _ => DetailBody.OfText(sentence),
    };

    private static ReadOnlyMemory<byte> OfStatus(string sentence)
    {
        var body = new ArrayBufferWriter<byte>(sentence.Length + 32);
        body.Write("""{"status":"ERROR","message":"""u8);
        JsonText.WriteQuoted(sentence, body);
        body.Write("}"u8);
        return body.WrittenMemory;
    }
}
