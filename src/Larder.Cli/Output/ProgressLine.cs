using System.Globalization;

namespace Larder.Cli.Output;

/// <summary>A bar on the last line of a terminal, for work that takes long; silent where there is no terminal.</summary>
internal sealed class ProgressLine(Terminal terminal)
{
    private const int BarWidth = 20;

    // A command that is done sooner needs no bar, and a flash of one is only restless.
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly long _start = terminal.Time.GetTimestamp();
    private long _last;
    private int _drawn;

    /// <summary>Whether a call of <see cref="Draw"/> would show anything now.</summary>
    public bool IsDue => terminal.ErrorIsTerminal
        && terminal.Time.GetElapsedTime(_start) >= FirstAfter
        && (_drawn == 0 || terminal.Time.GetElapsedTime(_last) >= Every);

    /// <summary>Draws the bar, unless it was drawn a moment ago.</summary>
    /// <param name="fraction">How much is done, from 0 to 1.</param>
    /// <param name="label">What is done.</param>
    public void Draw(double fraction, string label)
    {
        if (!IsDue)
            return;

        var share = Math.Clamp(fraction, 0, 1);
        var bar = new string('#', (int)(share * BarWidth)).PadRight(BarWidth, '.');
        var line = string.Create(CultureInfo.InvariantCulture, $"[{bar}] {Math.Floor(share * 100),3:0}%  {label}");

        // The last column stays free: some terminals break the line when it is written.
        var width = terminal.Columns - 1;
        line = line[..Math.Min(line.Length, width)];
        terminal.Error.Write('\r' + line.PadRight(Math.Min(_drawn, width)));
        terminal.Error.Flush();
        _last = terminal.Time.GetTimestamp();
        _drawn = line.Length;
    }

    /// <summary>Removes the bar, so that something else can be written.</summary>
    public void Clear()
    {
        if (_drawn == 0)
            return;

        // The whole line, because a terminal echoes Ctrl-C behind the bar.
        terminal.Error.Write('\r' + new string(' ', terminal.Columns - 1) + '\r');
        terminal.Error.Flush();
        _drawn = 0;
    }
}
