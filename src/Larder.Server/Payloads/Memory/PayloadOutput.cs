namespace Larder.Server.Payloads.Memory;

/// <summary>An answer that is ready to be sent: body, tag and length are made once and only written on a hit.</summary>
internal sealed class PayloadOutput(string id, byte[] body)
{
    // What an entry costs beside its body: the id, the tag, this object, and the place in the table.
    private const int OverheadBytes = 512;

    public string Id { get; } = id;

    public byte[] Body { get; } = body;

    /// <summary>Payloads never change, so the id is as good a tag as any.</summary>
    public string ETag { get; } = $"\"{id}\"";

    public int Weight => Body.Length + OverheadBytes;
}
