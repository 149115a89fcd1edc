using Larder.Invalidation;

namespace Larder.Tests.Manager;

/// <summary>A bus that carries nothing and throws.</summary>
internal sealed class FaultyBus : IInvalidationBus
{
    public ValueTask PublishAsync(CacheInvalidation what, CancellationToken cancellationToken = default) =>
        throw new IOException("The bus is down.");

    public IDisposable Subscribe(string cacheName, IInvalidationSink sink) => new MemoryStream();
}
