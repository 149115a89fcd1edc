using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Larder.AspNetCore;
using Larder.Server.Data;
using Larder.Server.Replies;
using Microsoft.AspNetCore.Http.Features;

namespace Larder.Server.Catalog;

/// <summary>Reads a product from the body of a request, and names everything that is wrong with it at once.</summary>
internal static class ProductForm
{
    /// <summary>The largest body. What fits into the fields is far smaller, and what does not is told by name up to here.</summary>
    public const int BytesMax = 2 * 1024 * 1024;

    private const string TooBusy = "Too many large bodies are being received. Send this one again in a moment.";

    private static readonly ValidationFault NoBody = new("missing", "Field required");

    private static readonly ValidationFault NotAnObject =
        new("model_attributes_type", "Input should be a valid dictionary or object to extract fields from");

    /// <summary>The product, or the answer that refuses it.</summary>
    public static async Task<(ProductDraft? Draft, IResult? Refusal)> ReadAsync(
        HttpRequest request, BodyBudget budget, CancellationToken cancel)
    {
        // Required although the body would tell: a page of another site can send text or a form without being asked first.
        if (!request.HasJsonContentType())
            return (null, JsonReply.Invalid(NotAnObject));

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = BytesMax;
        try
        {
            using var body = await ReceivedBody.ReadAsync(request.BodyReader, budget, BytesMax, cancel);
            return body.IsWhole ? Read(body.Bytes) : (null, OutageFilter.ComeAgain(request.HttpContext, TooBusy));
        }
        catch (BadHttpRequestException fault)
        {
            return (null, JsonReply.Detail(fault.StatusCode, fault.Message));
        }
    }

    private static (ProductDraft?, IResult?) Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return (null, JsonReply.Invalid(NoBody));
        if (!Utf8.IsValid(body.Span))
            return (null, JsonReply.Detail(StatusCodes.Status400BadRequest, "There was an error parsing the body"));

        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Read(new ProductFields(json.RootElement))
                : (null, JsonReply.Invalid(NotAnObject));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The second kind: a name of a member that is half a surrogate pair, which no text can hold.
            return (null, JsonReply.Invalid(NotJson(fault)));
        }
    }

    private static (ProductDraft?, IResult?) Read(ProductFields fields)
    {
        var draft = new ProductDraft(
            fields.Text("name", lengthMax: 255),
            fields.OptionalText("description", lengthMax: 10_000),
            fields.Price("price"),
            fields.Text("category", lengthMax: 100),
            fields.Count("stock_quantity"));
        return fields.Faults.Count == 0 ? (draft, null) : (null, JsonReply.Invalid([.. fields.Faults]));
    }

    private static ValidationFault NotJson(Exception fault)
    {
        var context = new ArrayBufferWriter<byte>();
        context.Write("""{"error":"""u8);
        JsonText.WriteQuoted(fault.Message, context);
        context.Write("}"u8);
        return new ValidationFault("json_invalid", "JSON decode error", Context: context.WrittenMemory);
    }
}
