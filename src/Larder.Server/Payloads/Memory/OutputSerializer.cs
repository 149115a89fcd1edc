using System.Buffers;
using System.Text;
using Larder.Server.Payloads.Canonical;

namespace Larder.Server.Payloads.Memory;

/// <summary>Outputs as bytes for a tier: the id, then the body. That they are whole is for the envelope around them to tell.</summary>
internal sealed class OutputSerializer : ICacheSerializer<PayloadOutput>
{
    /// <summary>More than the largest output of the contract: 5,000,000 characters, of which an escape takes six bytes.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Of those that belong to Larder; never used again for another form.</summary>
    public byte Format => 17;

    public void Write(PayloadOutput value, IBufferWriter<byte> destination)
    {
        Encoding.ASCII.GetBytes(value.Id, destination);
        destination.Write(value.Body);
    }

    /// <exception cref="FormatException">These are no bytes of this form.</exception>
    public PayloadOutput Read(in ReadOnlySequence<byte> source)
    {
        if (source.Length < PayloadId.Length)
            throw new FormatException("The output is shorter than an id.");

        return new PayloadOutput(
            Encoding.ASCII.GetString(source.Slice(0, PayloadId.Length)), source.Slice(PayloadId.Length).ToArray());
    }
}
