using System.Buffers;
using System.Buffers.Text;

namespace Larder.Server.Replies;

/// <summary>Renders faults as FastAPI does: <c>{"detail":[{"type","loc","msg","input"}]}</c>.</summary>
internal static class ValidationBody
{
    public static byte[] Of(params ReadOnlySpan<ValidationFault> faults)
    {
        var body = new ArrayBufferWriter<byte>(256);
        body.Write("""{"detail":["""u8);
        for (var i = 0; i < faults.Length; i++)
        {
            if (i > 0)
                body.Write(","u8);
            Write(faults[i], body);
        }

        body.Write("]}"u8);
        return body.WrittenSpan.ToArray();
    }

    private static void Write(ValidationFault fault, ArrayBufferWriter<byte> body)
    {
        body.Write("""{"type":"""u8);
        JsonText.WriteQuoted(fault.Type, body);
        WriteLocation(fault, body);
        body.Write(""","msg":"""u8);
        JsonText.WriteQuoted(fault.Message, body);
        body.Write(""","input":"""u8);
        body.Write(fault.Input.IsEmpty ? "null"u8 : fault.Input.Span);
        if (fault.Context is { } context)
        {
            body.Write(""","ctx":"""u8);
            body.Write(context.Span);
        }

        body.Write("}"u8);
    }

    private static void WriteLocation(ValidationFault fault, ArrayBufferWriter<byte> body)
    {
        body.Write(""","loc":["""u8);
        JsonText.WriteQuoted(fault.Place, body);
        if (fault.Field is { } field)
        {
            body.Write(","u8);
            JsonText.WriteQuoted(field, body);
        }

        if (fault.Index is { } index)
        {
            body.Write(","u8);
            var digits = body.GetSpan(16);
            Utf8Formatter.TryFormat(index, digits, out var written);
            body.Advance(written);
        }

        body.Write("]"u8);
    }
}
