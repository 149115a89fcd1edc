using System.Text.Json;

namespace Larder.Cli.Output;

/// <summary>How every JSON that this program writes looks: indented by two, readable, a line break at the end.</summary>
internal static class JsonReport
{
    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = PlainJsonEncoder.Instance,
    };

    public static void Write(Stream target, Action<Utf8JsonWriter> write)
    {
        using (var writer = new Utf8JsonWriter(target, Options))
            write(writer);
        target.Write("\n"u8);
        target.Flush();
    }

    /// <summary>Three decimals are what a clock of this kind is good for.</summary>
    public static double Rounded(double value) => Math.Round(value, 3);

    public static double Milliseconds(TimeSpan duration) => Rounded(duration.TotalMilliseconds);
}
