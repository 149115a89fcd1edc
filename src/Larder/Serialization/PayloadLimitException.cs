namespace Larder.Serialization;

/// <summary>Ends a serializer that writes more than a payload may have; caught by who began it.</summary>
internal sealed class PayloadLimitException : Exception
{
    internal PayloadLimitException()
        : base("More bytes were written than a payload may have.")
    {
    }
}
