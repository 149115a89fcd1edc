namespace Larder.Testing;

/// <summary>How much work a long test does: little by default and in CI, all of it when asked.</summary>
/// <remarks>
/// <c>LARDER_TEST_SCALE=ci|full</c>; unset means <c>ci</c>. What was scaled down is printed, so that a short run never
/// passes for a long one, and appended to the file named by <c>LARDER_TEST_SCALE_LOG</c> when there is one, because
/// test runners tend to keep the console of a test to themselves.
/// </remarks>
public sealed class TestScale
{
    /// <summary>The environment variable that sets the scale.</summary>
    public const string Variable = "LARDER_TEST_SCALE";

    /// <summary>The environment variable that names a file to which the printed lines are appended.</summary>
    public const string LogVariable = "LARDER_TEST_SCALE_LOG";

    // Before Current, whose constructor may print.
    private static readonly Lock PrintGate = new();

    /// <summary>The scale of this process.</summary>
    public static readonly TestScale Current = new(Environment.GetEnvironmentVariable(Variable), Print);


    private readonly Action<string> _print;

    internal TestScale(string? text, Action<string> print)
    {
        _print = print;
        IsFull = text switch
        {
            null or "" or "ci" => false,
            "full" => true,
            _ => throw new TestFailedException($"{Variable} must be 'ci' or 'full', but was '{text}'."),
        };
    }

    /// <summary>Whether all of the work is to be done.</summary>
    public bool IsFull { get; }

    /// <summary>The amount for this run, of which the scaled-down one is printed.</summary>
    public int Of(string what, int ci, int full)
    {
        if (!IsFull && ci != full) _print($"Scaled: {what}: {ci} instead of {full} ({Variable}=full for all)");
        return IsFull ? full : ci;
    }

    /// <summary>The duration for this run, of which the scaled-down one is printed.</summary>
    public TimeSpan Of(string what, TimeSpan ci, TimeSpan full)
    {
        if (!IsFull && ci != full) _print($"Scaled: {what}: {ci} instead of {full} ({Variable}=full for all)");
        return IsFull ? full : ci;
    }

    private static void Print(string line)
    {
        Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable(LogVariable) is not { Length: > 0 } path) return;
        lock (PrintGate) File.AppendAllText(path, line + Environment.NewLine);
    }
}
