using Larder.Cli.Arguments;
using Larder.Cli.Commands;
using Larder.Cli.Output;

namespace Larder.Cli;

/// <summary>Finds the verb, lets it work, and turns what goes wrong into one line and an exit code.</summary>
internal static class CommandLine
{
    private static readonly IVerb Unnamed = new PayloadVerb();

    private static readonly IVerb[] Named =
        [new LoadVerb(), new SweepVerb(), new PutVerb(), new GetVerb(), new DeleteVerb()];

    public static async Task<int> RunAsync(IReadOnlyList<string> words, Terminal terminal, StopSignal stop)
    {
        try
        {
            var (verb, rest) = FindVerb(words);
            var given = WordReader.Read(verb.Options, rest, verb.WordsMax);
            if (given.Has(Option.Help))
            {
                terminal.WriteOutput(verb.Help);
                return ExitCode.Done;
            }

            var code = await verb.RunAsync(given, terminal, stop.Token);
            return code == ExitCode.Interrupted ? stop.Code : code;
        }
        catch (RefusedException fault)
        {
            await terminal.Error.WriteLineAsync(fault.Message);
            return ExitCode.Unusable;
        }
        catch (IOException fault)
        {
            // Requests and files have explained themselves already; what is left is a full disk behind the output.
            await terminal.Error.WriteLineAsync($"Standard output cannot be written: {SafeText.Line(fault.Message)}");
            return ExitCode.Unusable;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("Interrupted before anything was measured.");
            return stop.Code;
        }
    }

    // The source project's command has no verbs, so the first word is one only if it is no option.
    private static (IVerb Verb, IReadOnlyList<string> Others) FindVerb(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || words[0].StartsWith('-'))
            return (Unnamed, words);

        var verb = Array.Find(Named, each => each.Name == words[0])
            ?? throw new RefusedException(
                $"There is no verb '{SafeText.Line(words[0])}'; the verbs are "
                + $"{string.Join(", ", Named.Select(each => each.Name))}. See cache-cli --help.");
        return (verb, [.. words.Skip(1)]);
    }
}
