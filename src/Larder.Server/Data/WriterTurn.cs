namespace Larder.Server.Data;

/// <summary>The right to write, until it is disposed.</summary>
internal sealed class WriterTurn(SemaphoreSlim gate) : IDisposable
{
    public void Dispose() => gate.Release();
}
