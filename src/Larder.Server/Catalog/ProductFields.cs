using System.Text;
using System.Text.Json;
using Larder.Server.Replies;

namespace Larder.Server.Catalog;

/// <summary>The members of one JSON object, read one by one; what is wrong is gathered. Of a repeated member the last counts.</summary>
/// <remarks>Nothing is coerced: a number in quotes is text. Lengths count code points, as both databases do.</remarks>
internal sealed class ProductFields(JsonElement product)
{
    /// <summary>Prices are below this, and so fit into the column of PostgreSQL.</summary>
    public const decimal PriceEnd = 1_000_000_000_000m;

    /// <summary>How many digits may follow the point of a price.</summary>
    public const int PriceDecimals = 6;

    public List<ValidationFault> Faults { get; } = [];

    /// <summary>Text of at least one character.</summary>
    public string Text(string name, int lengthMax)
    {
        if (!product.TryGetProperty(name, out var value))
            return Refuse(name, product, "missing", "Field required", "");

        var text = Text(name, value, lengthMax);
        return text is "" && Faults.TrueForAll(fault => fault.Field != name)
            ? Refuse(name, value, "string_too_short", "String should have at least 1 character", "")
            : text;
    }

    /// <summary>Text, or null where it is null or left out.</summary>
    public string? OptionalText(string name, int lengthMax) =>
        product.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? Text(name, value, lengthMax)
            : null;

    /// <summary>A number above zero, exactly as it was written.</summary>
    public decimal Price(string name)
    {
        if (!product.TryGetProperty(name, out var value))
            return Refuse(name, product, "missing", "Field required", 0m);
        if (value.ValueKind != JsonValueKind.Number)
            return Refuse(name, value, "decimal_type", "Input should be a valid number", 0m);

        // What is no decimal is far too large or, with a minus, far too small: -1e99.
        var isDecimal = value.TryGetDecimal(out var price);
        if (isDecimal ? price <= 0 : IsNegative(value))
            return Refuse(name, value, "greater_than", "Input should be greater than 0", 0m);
        if (!isDecimal || price >= PriceEnd)
            return Refuse(name, value, "less_than", $"Input should be less than {PriceEnd}", 0m);

        return price != decimal.Round(price, PriceDecimals)
            ? Refuse(name, value, "decimal_max_places",
                $"Input should have no more than {PriceDecimals} decimal places", 0m)
            : price;
    }

    /// <summary>A whole number from zero; zero where it is left out.</summary>
    public int Count(string name)
    {
        if (!product.TryGetProperty(name, out var value))
            return 0;
        if (value.ValueKind != JsonValueKind.Number)
            return Refuse(name, value, "int_type", "Input should be a valid integer", 0);
        var isDecimal = value.TryGetDecimal(out var number);
        if (isDecimal && number != decimal.Truncate(number))
        {
            return Refuse(name, value, "int_from_float",
                "Input should be a valid integer, got a number with a fractional part", 0);
        }

        if (isDecimal ? number < 0 : IsNegative(value))
            return Refuse(name, value, "greater_than_equal", "Input should be greater than or equal to 0", 0);
        return !isDecimal || number > int.MaxValue
            ? Refuse(name, value, "less_than_equal", $"Input should be less than or equal to {int.MaxValue}", 0)
            : (int)number;
    }

    private string Text(string name, JsonElement value, int lengthMax)
    {
        if (value.ValueKind != JsonValueKind.String)
            return Refuse(name, value, "string_type", "Input should be a valid string", "");

        // Half a surrogate pair can be written as an escape, and no text can hold it.
        if (!TryRead(value, out var text))
            return Refuse(name, value, "string_unicode", "Input should be a valid string of Unicode", "");
        if (text.Contains('\0'))
            return Refuse(name, value, "value_error", "Value error, must not contain the character U+0000", "");

        return text.Length > lengthMax && text.EnumerateRunes().Count() > lengthMax
            ? Refuse(name, value, "string_too_long", $"String should have at most {lengthMax} characters", "")
            : text;
    }

    private static bool IsNegative(JsonElement number) => number.GetRawText().StartsWith('-');

    private static bool TryRead(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    private T Refuse<T>(string name, JsonElement input, string type, string message, T standIn)
    {
        var echo = InputEcho.Of(Encoding.UTF8.GetBytes(input.GetRawText()));
        Faults.Add(new ValidationFault(type, message, name, Input: echo));
        return standIn;
    }
}
