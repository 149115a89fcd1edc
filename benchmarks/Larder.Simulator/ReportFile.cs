using System.Text;
using Larder.Simulation;

namespace Larder.Simulator;

/// <summary>The file of a report. It replaces an older one only when there is something to write.</summary>
internal sealed class ReportFile : IDisposable
{
    private readonly FileStream _file;

    private ReportFile(FileStream file)
    {
        _file = file;
    }

    public static ReportFile? Open(string? path)
    {
        if (path is null)
            return null;

        try
        {
            return new ReportFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SimulationException(
                $"The report {path} cannot be written: {fault.Message} Give --report a file in a folder that exists.", fault);
        }
    }

    public void Write(string text)
    {
        _file.SetLength(0);
        _file.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Closes the file; one that nothing was written to, because a run failed, is not left behind empty.</summary>
    public void Dispose()
    {
        bool isEmpty = _file.Length == 0;
        _file.Dispose();

        if (isEmpty)
            File.Delete(_file.Name);
    }
}
