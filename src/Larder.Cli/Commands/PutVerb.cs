using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Larder.Cli.Arguments;
using Larder.Cli.Http;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>Writes one key.</summary>
internal sealed class PutVerb : IVerb
{
    /// <summary>The server's own limit for a value is a mebibyte; it refuses larger ones itself.</summary>
    private const int ValueBytesMax = 32 * 1024 * 1024;

    private const long SecondsMax = 10L * 365 * 24 * 3600;

    private static readonly Option TtlOption = new("--ttl", null, "SECONDS", "let it expire after so long");

    public string Name => "put";

    public IReadOnlyList<Option> Options { get; } =
        [SharedOptions.KeyValueServer, TtlOption, SharedOptions.Timeout, SharedOptions.Json, Option.Help];

    public int WordsMax => 2;

    public string Help => HelpPage.Format(
        """
        Writes a value under a key, new or in place of an older one.

        Usage: cache-cli put KEY VALUE [options]
               cache-cli put KEY - [options]       the value comes from standard input
        """,
        Options,
        """
        With --json the answer of the server is printed. A value or key that begins with a dash goes after --.

        Example: cache-cli put someKey someValue --ttl 60

        Exit code: 0 written, 2 the request failed or something cannot be used.
        """);

    public async Task<int> RunAsync(GivenWords given, Terminal terminal, CancellationToken stop)
    {
        if (given.Words is not [var key, var value])
            throw new RefusedException("put needs a key and a value: cache-cli put KEY VALUE.");

        var server = SharedOptions.ReadServer(given, SharedOptions.KeyValueServer, SharedOptions.KeyValueHost);
        var seconds = given.Has(TtlOption) ? given.Whole(TtlOption, 0, 1, SecondsMax) : (long?)null;
        if (value == PayloadInput.StandardStream)
            value = await ReadTextAsync(terminal.Input, stop);
        using var client = new ApiClient(server, SharedOptions.ReadTimeout(given));

        var answer = await client.SendAsync(HttpMethod.Put, "/cache", Content(key, value, seconds), stop);
        if (given.Has(SharedOptions.Json))
            terminal.Output.Write(answer.Body.Append((byte)'\n').ToArray());
        return ExitCode.Done;
    }

    private static async Task<string> ReadTextAsync(Stream input, CancellationToken stop)
    {
        var bytes = await BoundedReader.ReadAsync(input, ValueBytesMax, "The value", stop);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            throw new RefusedException("The value is no UTF-8 text.", fault);
        }
    }

    private static ByteArrayContent Content(string key, string value, long? seconds)
    {
        var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("key", key);
            writer.WriteString("value", value);
            if (seconds is { } ttl)
                writer.WriteNumber("ttl", ttl);
            writer.WriteEndObject();
        }

        return new ByteArrayContent(body.ToArray())
        {
            Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) },
        };
    }
}
