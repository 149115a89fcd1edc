using Larder.Cli;
using Larder.Cli.Output;

// Continuations run on the thread that waits for the sockets, instead of one more hop for each answer: what comes
// between two requests is short and never blocks. The runtime reads this before the first socket, and from nowhere else.
Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

using var stop = new StopSignal();
return await CommandLine.RunAsync(args, Terminal.OfProcess(), stop);
