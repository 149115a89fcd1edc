namespace Larder.Server.Tests;

/// <summary>A place for rows that outlives a server: the settings that name it, and how it is cleared away.</summary>
public sealed class DurableHome(IReadOnlyList<string> settings, Action clear) : IAsyncDisposable
{
    public IReadOnlyList<string> Settings { get; } = settings;

    public ValueTask DisposeAsync()
    {
        clear();
        return ValueTask.CompletedTask;
    }
}
