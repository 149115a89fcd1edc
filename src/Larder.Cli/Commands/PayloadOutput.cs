using System.Text.Json;
using Larder.Cli.Output;

namespace Larder.Cli.Commands;

/// <summary>
/// Where the JSON of <c>--output</c> goes. A file is opened before the first request, so that one that cannot be
/// written is found out at once; an older file keeps its content until there is something to replace it with.
/// </summary>
internal sealed class PayloadOutput : IDisposable
{
    /// <summary>A writer of JSON keeps all it was given until it is flushed, and rounds may be millions.</summary>
    private const int PendingBytesMax = 64 * 1024;

    private readonly Stream? _target;
    private readonly string? _createdPath;
    private bool _isWritten;

    private PayloadOutput(Stream? target, string? createdPath)
    {
        _target = target;
        _createdPath = createdPath;
    }

    public bool IsWanted => _target is not null;

    public static PayloadOutput Open(string? path, Terminal terminal)
    {
        if (path is null or PayloadInput.StandardStream)
            return new PayloadOutput(path is null ? null : terminal.Output, null);

        try
        {
            var isNew = !File.Exists(path);

            // Without a buffer of its own, so that closing it after a failed write does not fail once more.
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            return new PayloadOutput(file, isNew ? file.Name : null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RefusedException(
                $"The output {SafeText.Line(path)} cannot be written: {SafeText.Line(fault.Message)}", fault);
        }
    }

    public void Write(PayloadRequest request, PayloadTally tally)
    {
        if (_target is null)
            return;

        try
        {
            // A pipe or a device has no length to cut.
            if (_target is FileStream { CanSeek: true, Length: > 0 } file)
                file.SetLength(0);
            JsonReport.Write(_target, writer => WriteTo(writer, request, tally));
            _isWritten = true;
        }
        catch (IOException fault)
        {
            throw new RefusedException($"The output cannot be written: {SafeText.Line(fault.Message)}", fault);
        }
    }

    public void Dispose()
    {
        if (_target is not FileStream file)
            return;

        file.Dispose();
        if (!_isWritten && _createdPath is not null)
            File.Delete(_createdPath);
    }

    private static void WriteTo(Utf8JsonWriter writer, PayloadRequest request, PayloadTally tally)
    {
        writer.WriteStartObject();
        writer.WriteString("host", request.Server.Text);
        writer.WriteNumber("repeat", tally.Rounds);

        writer.WriteStartArray("payload_ids");
        foreach (var id in tally.Ids)
            writer.WriteStringValue(id);
        writer.WriteEndArray();

        writer.WriteStartArray("outputs");
        foreach (var output in tally.Outputs)
        {
            output.WriteTo(writer);
            FlushWhenLarge(writer);
        }

        writer.WriteEndArray();

        WriteTimings(writer, tally);
        WriteCache(writer, tally);
        writer.WriteEndObject();
    }

    private static void WriteTimings(Utf8JsonWriter writer, PayloadTally tally)
    {
        writer.WriteStartObject("timings");
        writer.WriteNumber("total_ms", JsonReport.Milliseconds(tally.Total));
        writer.WriteNumber("avg_total_ms_per_iteration", JsonReport.Milliseconds(tally.Average));
        writer.WriteStartArray("iterations");
        foreach (var round in tally.Recorded)
        {
            writer.WriteStartObject();
            writer.WriteNumber("post_ms", JsonReport.Milliseconds(round.Post));
            writer.WriteNumber("get_ms", JsonReport.Milliseconds(round.Get));
            writer.WriteNumber("total_ms", JsonReport.Milliseconds(round.Total));
            writer.WriteEndObject();
            FlushWhenLarge(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void FlushWhenLarge(Utf8JsonWriter writer)
    {
        if (writer.BytesPending > PendingBytesMax)
            writer.Flush();
    }

    private static void WriteCache(Utf8JsonWriter writer, PayloadTally tally)
    {
        writer.WriteStartObject("cache");
        foreach (var (name, count) in new[] { ("post", tally.Posts), ("get", tally.Gets) })
        {
            writer.WriteStartObject(name);
            writer.WriteNumber("hits", count.Hits);
            writer.WriteNumber("misses", count.Misses);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
