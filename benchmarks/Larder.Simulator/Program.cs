using Larder.Simulation;
using Larder.Simulator;

if (args.Contains("--help") || args.Contains("-h"))
{
    Console.Out.Write(HelpText.Text);
    return ExitCode.Done;
}

using var stop = new StopSignal();

try
{
    return new Session(SimulatorArguments.Parse(args), Console.Out, Console.Error).Run(stop.Token);
}
catch (SimulationException fault)
{
    Console.Error.WriteLine(fault.Message);
    return ExitCode.Unusable;
}
