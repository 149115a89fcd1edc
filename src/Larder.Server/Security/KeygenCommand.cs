using Larder.AspNetCore.Security;

namespace Larder.Server.Security;

/// <summary>One more job of the program: <c>keygen</c> makes a key, prints it with its hash, and keeps neither.</summary>
internal static class KeygenCommand
{
    public const string Verb = "keygen";

    private const int ExitDone = 0;
    private const int ExitWrongUsage = 2;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        var key = AccessKey.Generate();
        var hash = AccessKey.HashOf(key);
        if (!TryRead(arguments, out var name, out var scope) || !AccessKey.TryCreate(name, scope, hash, out var made, out _))
        {
            await errors.WriteLineAsync(
                $"larder: {Verb} takes --name, with letters, digits and - _ . in it, and --scope with read, write or admin; "
                + "both may be left out.");
            return ExitWrongUsage;
        }

        await output.WriteLineAsync(
            $"""
            key   {key}
            hash  {hash}

            The key is for the client, who sends it as 'Authorization: Bearer …'. It is kept nowhere and cannot be shown again.
            The server gets this line, in the file that Larder:Security:KeyFile names or in the list Larder:Security:Keys:

            {KeyLine.Of(made.Name, made.Scope, hash)}
            """);
        return ExitDone;
    }

    private static bool TryRead(string[] arguments, out string name, out string scope)
    {
        name = "key";
        scope = "read";
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
                return false;
            switch (arguments[i])
            {
                case "--name": name = arguments[i + 1]; break;
                case "--scope": scope = arguments[i + 1]; break;
                default: return false;
            }
        }

        return true;
    }
}
