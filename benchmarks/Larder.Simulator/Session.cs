using System.Globalization;
using Larder.Simulation;
using Larder.Simulation.Reports;
using Larder.Simulation.Runs;
using Larder.Simulation.Traces;

namespace Larder.Simulator;

/// <summary>One call of the program: the runs it was asked for, and their reports.</summary>
internal sealed class Session
{
    private const int NarrowestTerminal = 40;

    private readonly SimulatorArguments _arguments;
    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly ITrace _trace;
    private readonly ProgressLine _progress;
    private readonly List<RunResult> _results = [];

    public Session(SimulatorArguments arguments, TextWriter output, TextWriter error)
    {
        _arguments = arguments;
        _output = output;
        _error = error;
        _trace = TraceSource.Find(arguments.Trace, arguments.Seed);

        bool isTerminal = !Console.IsErrorRedirected;
        int columns = isTerminal ? Math.Max(NarrowestTerminal, Console.WindowWidth) : NarrowestTerminal;
        _progress = new ProgressLine(error, TimeProvider.System, isTerminal, columns);
    }

    public int Run(CancellationToken stop)
    {
        // A page that cannot be written is found out before the runs, which may take long, and not after.
        using var page = ReportFile.Open(_arguments.ReportPath);
        bool isPartial = !TryRunAll(stop);
        _progress.Clear();

        var report = new SimulationReport
        {
            TraceName = _trace.Name,
            IsWeighted = _arguments.IsWeighted,
            Results = _results,
            IsPartial = isPartial,
        };

        if (_arguments.ShowsTable || !Console.IsErrorRedirected)
            _error.Write(TableReport.Format(report));

        page?.Write(HtmlReport.Format(report));

        return isPartial ? ExitCode.Interrupted : ExitCode.Done;
    }

    private bool TryRunAll(CancellationToken stop)
    {
        var plan = new RunPlan
        {
            Trace = _trace,
            Policies = _arguments.Policies,
            Capacities = _arguments.Capacities,
            IsWeighted = _arguments.IsWeighted,
            Limit = _arguments.Limit,
            Seed = _arguments.Seed,
        };

        try
        {
            var runs = plan.Resolve(progress => _progress.Draw(progress.Fraction, "counting keys"), stop);

            for (int i = 0; i < runs.Count; i++)
                RunOne(runs, i, stop);

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _progress.Clear();
        }
    }

    private void RunOne(IReadOnlyList<RunOptions> runs, int index, CancellationToken stop)
    {
        var run = runs[index];
        string label = string.Create(
            CultureInfo.InvariantCulture,
            $"{PolicyName.Of(run.Policy)} at {run.Capacity:N0}, run {index + 1} of {runs.Count}");

        var result = TraceRun.Execute(
            _trace, run, progress => _progress.Draw((index + progress.Fraction) / runs.Count, label), stop);

        _results.Add(result);
        _progress.Clear();
        _output.WriteLine(JsonLineReport.Format(result));
    }
}
