namespace Larder.Simulation.Traces;

/// <summary>
/// Compares the first bytes of a file with what its name says. Compressed bytes read as keys would give a plausible
/// report of nonsense, and the decoder's own words for the opposite mistake name neither file nor remedy.
/// </summary>
internal static class TraceFileHeader
{
    // Identification and the only compression method of a gzip member: deflate.
    private static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B, 0x08];

    public static void Check(FileStream file, string path, bool isCompressed)
    {
        if (!file.CanSeek)
            throw new SimulationException(
                $"The trace {path} is a pipe or a device, and each run reads it from the start. Save it to a file first.");

        Span<byte> first = stackalloc byte[GzipMagic.Length];
        int read = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        file.Position = 0;

        if (read == 0)
            throw new SimulationException(
                $"The trace {path} holds no request: it is empty at byte 0. Fetch or write the file again.");

        bool looksCompressed = first[..read].SequenceEqual(GzipMagic);

        if (isCompressed && !looksCompressed)
            throw new SimulationException(
                $"The trace {path} is not gzip data: byte 0 does not begin a gzip member. " +
                "Compress it, or name it without .gz if it is plain.");

        if (!isCompressed && looksCompressed)
            throw new SimulationException(
                $"The trace {path} is gzip data from byte 0, but is not named so. Unpack it, or add .gz to its name.");
    }
}
