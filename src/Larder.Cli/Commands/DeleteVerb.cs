using System.Net;
using Larder.Cli.Arguments;
using Larder.Cli.Http;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>Removes one key.</summary>
internal sealed class DeleteVerb : IVerb
{
    public string Name => "delete";

    public IReadOnlyList<Option> Options { get; } =
        [SharedOptions.KeyValueServer, SharedOptions.Timeout, SharedOptions.Json, Option.Help];

    public int WordsMax => 1;

    public string Help => HelpPage.Format(
        """
        Removes a key.

        Usage: cache-cli delete KEY [options]
        """,
        Options,
        """
        Example: cache-cli delete someKey

        Exit code: 0 removed, 1 it was not there, 2 the request failed or something cannot be used.
        """);

    public async Task<int> RunAsync(GivenWords given, Terminal terminal, CancellationToken stop)
    {
        var key = given.Words.Count == 1
            ? given.Words[0]
            : throw new RefusedException("delete needs a key: cache-cli delete KEY.");
        var server = SharedOptions.ReadServer(given, SharedOptions.KeyValueServer, SharedOptions.KeyValueHost);
        using var client = new ApiClient(server, SharedOptions.ReadTimeout(given));

        var path = KeyPath.InQuery(key);
        var answer = await client.TrySendAsync(HttpMethod.Delete, path, null, stop);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            await terminal.Error.WriteLineAsync($"The key '{SafeText.Line(key)}' is not there.");
            return ExitCode.Failed;
        }

        if ((int)answer.Status is < 200 or >= 300)
        {
            throw new RefusedException(
                $"{client.Name(HttpMethod.Delete, path)} answered {(int)answer.Status}: {SafeText.Line(answer.Text)}");
        }

        if (given.Has(SharedOptions.Json) && answer.Body.Length > 0)
            terminal.Output.Write(answer.Body.Append((byte)'\n').ToArray());
        return ExitCode.Done;
    }
}
