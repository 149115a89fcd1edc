namespace Larder.Server.Payloads.Canonical;

/// <summary>What takes the pieces of a canonical form, one after the other.</summary>
internal interface ICanonicalSink
{
    void Take(ReadOnlySpan<byte> piece, bool isLast);
}
