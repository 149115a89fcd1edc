using System.Diagnostics;

namespace Larder.Simulation.Traces;

/// <summary>Streams the records of one file, and turns each way a file can be bad into one sentence.</summary>
internal sealed class TraceFileReader<TRecord> : ITraceReader
    where TRecord : struct, ITraceRecord
{
    private const int BatchRecords = 4096;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly GzipContent? _unpacked;
    private readonly byte[] _buffer = new byte[BatchRecords * TRecord.Bytes];
    private long _offset;

    public TraceFileReader(string path, bool isCompressed)
    {
        _path = path;
        _file = OpenFile(path);

        try
        {
            TraceFileHeader.Check(_file, path, isCompressed);
        }
        catch
        {
            _file.Dispose();
            throw;
        }

        _unpacked = isCompressed ? new GzipContent(_file) : null;
    }

    public double Fraction => Math.Min(1, (double)_file.Position / _file.Length);

    public int Read(Span<TraceRequest> batch)
    {
        Debug.Assert(!batch.IsEmpty, "An empty batch would read as the end of the trace.");

        int wanted = Math.Min(batch.Length, BatchRecords) * TRecord.Bytes;
        int read = Fill(_buffer.AsSpan(0, wanted));
        int records = read / TRecord.Bytes;

        if (read % TRecord.Bytes != 0)
            throw Truncated(read % TRecord.Bytes, _offset + ((long)records * TRecord.Bytes));

        if (read == 0 && _offset == 0)
            throw new SimulationException(
                $"The trace {_path} holds no request: it is empty at byte 0. Fetch or write the file again.");

        for (int i = 0; i < records; i++)
        {
            var record = _buffer.AsSpan(i * TRecord.Bytes, TRecord.Bytes);
            string? fault = TRecord.TryDecode(record, out batch[i]);

            if (fault is not null)
                throw Unusable(fault, _offset + ((long)i * TRecord.Bytes));
        }

        _offset += read;
        return records;
    }

    public void Dispose()
    {
        _unpacked?.Dispose();
        _file.Dispose();
    }

    private static FileStream OpenFile(string path)
    {
        if (Directory.Exists(path))
            throw new SimulationException($"The trace {path} is a directory. Name a file inside it.");

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SimulationException(
                $"The trace {path} does not exist. Check the path, or name a workload such as {WorkloadGrammar.Example}.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SimulationException($"The trace {path} cannot be opened: {fault.Message} Check its permissions.", fault);
        }
    }

    private int Fill(Span<byte> target)
    {
        try
        {
            return _unpacked?.Read(target) ?? _file.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException fault)
        {
            throw new SimulationException(
                $"The trace {_path} is damaged or cut short: its gzip data cannot be read to its end, near byte {_file.Position} of {_file.Length}. " +
                "Fetch the file again.",
                fault);
        }
        catch (IOException fault)
        {
            throw new SimulationException(
                $"The trace {_path} cannot be read at byte {_file.Position}: {fault.Message} Check the disk, or copy the file.", fault);
        }
    }

    private SimulationException Truncated(int left, long offset)
    {
        return new SimulationException(
            $"The trace {_path} ends inside a record at byte {offset}{OfWhat}: a record has {TRecord.Bytes} bytes, " +
            $"and {left} {(left == 1 ? "is" : "are")} left. Fetch the file again, or check that its format is the one its name says.");
    }

    private SimulationException Unusable(string fault, long offset)
    {
        return new SimulationException(
            $"The trace {_path} has a record at byte {offset}{OfWhat} that cannot be used: {fault}. " +
            "Check that its format is the one its name says, or stop before it with --limit.");
    }

    private string OfWhat => _unpacked is not null ? " of its uncompressed content" : string.Empty;
}
