using System.Net;
using System.Text;
using System.Text.Json;
using Larder.Cli.Arguments;
using Larder.Cli.Http;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>Prints the value of one key.</summary>
internal sealed class GetVerb : IVerb
{
    public string Name => "get";

    public IReadOnlyList<Option> Options { get; } =
        [SharedOptions.KeyValueServer, SharedOptions.Timeout, SharedOptions.Json, Option.Help];

    public int WordsMax => 1;

    public string Help => HelpPage.Format(
        """
        Prints the value of a key.

        Usage: cache-cli get KEY [options]
        """,
        Options,
        """
        With --json the whole answer of the server is printed. A binary value is written as its bytes.

        Example: cache-cli get someKey

        Exit code: 0 found, 1 not there, 2 the request failed or something cannot be used.
        """);

    public async Task<int> RunAsync(GivenWords given, Terminal terminal, CancellationToken stop)
    {
        var key = given.Words.Count == 1 ? given.Words[0] : throw new RefusedException("get needs a key: cache-cli get KEY.");
        var server = SharedOptions.ReadServer(given, SharedOptions.KeyValueServer, SharedOptions.KeyValueHost);
        using var client = new ApiClient(server, SharedOptions.ReadTimeout(given));

        var path = KeyPath.InQuery(key);
        var answer = await client.TrySendAsync(HttpMethod.Get, path, null, stop);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            await terminal.Error.WriteLineAsync($"The key '{SafeText.Line(key)}' is not there.");
            return ExitCode.Failed;
        }

        if (answer.Status != HttpStatusCode.OK)
        {
            throw new RefusedException(
                $"{client.Name(HttpMethod.Get, path)} answered {(int)answer.Status}: {SafeText.Line(answer.Text)}");
        }

        Print(answer, client.Name(HttpMethod.Get, path), given.Has(SharedOptions.Json), terminal);
        return ExitCode.Done;
    }

    private static void Print(ApiAnswer answer, string request, bool asJson, Terminal terminal)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            if (asJson)
            {
                JsonReport.Write(terminal.Output, document.WriteTo);
                return;
            }

            WriteValue(document.RootElement, terminal);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new RefusedException(
                $"{request} answered with something that cannot be used: {SafeText.Line(answer.Text)}", fault);
        }
    }

    private static void WriteValue(JsonElement answer, Terminal terminal)
    {
        var value = answer.GetProperty("value");
        if (answer.TryGetProperty("encoding", out var encoding) && encoding.ValueEquals("base64"))
        {
            terminal.Output.Write(value.GetBytesFromBase64());
            return;
        }

        // A person gets a line without control characters; a program gets exactly the value.
        var text = value.GetString() ?? throw new FormatException("The value is null.");
        if (terminal.OutputIsTerminal)
            terminal.WriteOutput(SafeText.Page(text) + "\n");
        else
            terminal.Output.Write(Encoding.UTF8.GetBytes(text));
    }
}
