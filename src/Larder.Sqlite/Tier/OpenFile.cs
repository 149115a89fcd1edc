namespace Larder.Sqlite.Tier;

/// <summary>A file that is open: connections that read, one that writes.</summary>
internal sealed class OpenFile(long number, ReaderPool readers, WriteQueue writes, FileClock clock) : IAsyncDisposable
{
    /// <summary>What was drawn when the file was made: another one means another file.</summary>
    internal long Number => number;

    internal ReaderPool Readers => readers;

    internal WriteQueue Writes => writes;

    internal FileClock Clock => clock;

    /// <summary>Does what was left to be written, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await writes.DisposeAsync().ConfigureAwait(false);
        readers.Dispose();
    }
}
