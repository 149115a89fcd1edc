using Larder.Server.Replies;

namespace Larder.Server.Payloads.Requests;

/// <summary>What a request body turned out to be: a payload, or the status and body that refuse it.</summary>
internal readonly record struct RequestReading(PayloadInput? Input, int Status, byte[] Refusal)
{
    public static RequestReading Of(PayloadInput input) => new(input, StatusCodes.Status200OK, []);

    public static RequestReading Invalid(params ReadOnlySpan<ValidationFault> faults) =>
        new(null, StatusCodes.Status422UnprocessableEntity, ValidationBody.Of(faults));

    public static RequestReading TooLarge(string sentence) =>
        new(null, StatusCodes.Status400BadRequest, DetailBody.OfMessage(sentence));

    public static RequestReading NotUtf8() =>
        new(null, StatusCodes.Status400BadRequest, DetailBody.OfText(RequestFaults.NotUtf8));
}
