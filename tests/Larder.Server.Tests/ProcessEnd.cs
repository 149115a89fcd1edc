namespace Larder.Server.Tests;

internal sealed record ProcessEnd(int ExitCode, string Output, string Errors);
