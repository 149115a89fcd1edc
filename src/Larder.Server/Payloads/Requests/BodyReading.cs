using System.Text.Json;
using Larder.Server.Replies;

namespace Larder.Server.Payloads.Requests;

/// <summary>One pass over the JSON of one body.</summary>
/// <remarks>
/// A member that is sent twice is read twice, and the second reading takes the place of the first, its faults included.
/// </remarks>
internal ref struct BodyReading
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly PayloadInput _input;
    private Utf8JsonReader _json;
    private List<ValidationFault>? _faults1;
    private List<ValidationFault>? _faults2;
    private bool _has1;
    private bool _has2;

    public BodyReading(ReadOnlySpan<byte> body, PayloadInput input)
    {
        _body = body;
        _input = input;
        _json = new Utf8JsonReader(body);
    }

    /// <summary>Reads to the end of the body.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public RequestReading Read()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
            return ReadNoObject();

        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
            ReadMember();
        ReadEnd();
        return Conclude();
    }

    private RequestReading ReadNoObject()
    {
        var isNull = _json.TokenType == JsonTokenType.Null;
        var value = SkipValue();
        ReadEnd();
        return RequestReading.Invalid(isNull ? RequestFaults.NoBody : RequestFaults.NotAnObject(value));
    }

    // Anything but blanks after the value makes the reader throw.
    private void ReadEnd()
    {
        while (_json.Read())
        {
        }
    }

    private void ReadMember()
    {
        var is1 = MemberName.Is(ref _json, PayloadInput.Name1);
        var is2 = !is1 && MemberName.Is(ref _json, PayloadInput.Name2);
        _json.Read();
        if (is1)
        {
            _has1 = true;
            _faults1 = ReadList(_input.List1);
        }
        else if (is2)
        {
            _has2 = true;
            _faults2 = ReadList(_input.List2);
        }
        else
        {
            _json.Skip();
        }
    }

    private List<ValidationFault>? ReadList(ItemList list)
    {
        _input.Restart(list);
        if (_json.TokenType != JsonTokenType.StartArray)
            return [RequestFaults.NotAList(list.Name, SkipValue())];

        List<ValidationFault>? faults = null;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (ReadItem(list) is { } fault && (faults ??= []).Count < PayloadRequest.FaultsMax)
                faults.Add(fault);
        }

        return faults;
    }

    private ValidationFault? ReadItem(ItemList list)
    {
        var index = list.Count;
        if (_json.TokenType != JsonTokenType.String)
        {
            _input.Add(list, 0);
            return RequestFaults.NotAString(list.Name, index, SkipValue());
        }

        // The reader would throw for half a surrogate pair, and an exception for each item is what a flood wants.
        if (_json.ValueIsEscaped && Surrogates.AreBroken(_json.ValueSpan))
        {
            _input.Add(list, 0);
            return RequestFaults.NotUnicode(list.Name, index, SkipValue());
        }

        _input.Add(list, index < PayloadLimits.ItemsMax ? _json.CopyString(_input.Rest()) : 0);
        return null;
    }

    /// <summary>The bytes of the value that begins here, behind which the reader then stands.</summary>
    private ReadOnlySpan<byte> SkipValue()
    {
        var start = (int)_json.TokenStartIndex;
        _json.Skip();
        return _body[start..(int)_json.BytesConsumed];
    }

    private readonly RequestReading Conclude()
    {
        if (_has1 && _has2 && _faults1 is null && _faults2 is null)
        {
            if (_input.List1.Count != _input.List2.Count)
                return RequestReading.Invalid(RequestFaults.UnequalLengths(_body));

            return _input.List1.IsTooLong
                ? RequestReading.TooLarge(PayloadLimits.TooManyItems(_input.List1.Name))
                : RequestReading.Of(_input);
        }

        var faults = new List<ValidationFault>();
        Collect(faults, _has1, _faults1, _input.List1);
        Collect(faults, _has2, _faults2, _input.List2);
        return RequestReading.Invalid([.. faults.Take(PayloadRequest.FaultsMax)]);
    }

    private readonly void Collect(
        List<ValidationFault> faults, bool isSent, List<ValidationFault>? found, ItemList list)
    {
        if (!isSent)
            faults.Add(RequestFaults.Missing(list.Name, _body));
        else if (found is not null)
            faults.AddRange(found);
    }
}
