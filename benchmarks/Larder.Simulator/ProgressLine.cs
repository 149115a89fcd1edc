using System.Globalization;

namespace Larder.Simulator;

/// <summary>A bar on the last line of a terminal, for passes that take long; silent where there is no terminal.</summary>
internal sealed class ProgressLine(TextWriter target, TimeProvider time, bool isShown, int columns)
{
    private const int BarWidth = 24;
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly long _start = time.GetTimestamp();
    private long _last;
    private bool _isDrawn;

    /// <summary>Draws the bar, unless it was drawn a moment ago.</summary>
    /// <param name="fraction">How much is done, from 0 to 1.</param>
    /// <param name="label">What is being done.</param>
    public void Draw(double fraction, string label)
    {
        if (!isShown || time.GetElapsedTime(_start) < FirstAfter || (_isDrawn && time.GetElapsedTime(_last) < Every))
            return;

        int filled = (int)(Math.Clamp(fraction, 0, 1) * BarWidth);
        string bar = new string('#', filled).PadRight(BarWidth, '.');
        string line = string.Create(CultureInfo.InvariantCulture, $"[{bar}] {Math.Clamp(fraction, 0, 1) * 100,3:0}%  {label}");

        // The last column stays free: some terminals break the line when it is written.
        target.Write('\r' + line[..Math.Min(line.Length, columns - 1)].PadRight(columns - 1));
        _last = time.GetTimestamp();
        _isDrawn = true;
    }

    /// <summary>Removes the bar, so that something else can be written.</summary>
    public void Clear()
    {
        if (!_isDrawn)
            return;

        target.Write('\r' + new string(' ', columns - 1) + '\r');
        _isDrawn = false;
    }
}
