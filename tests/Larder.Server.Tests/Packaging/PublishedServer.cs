using Larder.Testing;

namespace Larder.Server.Tests.Packaging;

/// <summary>A running server of the published output, for all tests of a class.</summary>
/// <param name="program">What is started.</param>
/// <param name="changes">What differs from the variables of the image; null takes one away.</param>
public abstract class PublishedServer(PublishedProgram program, IReadOnlyDictionary<string, string?> changes) : IAsyncLifetime
{
    private ServerProcess? _process;

    internal ServerProcess Process => _process!;

    /// <summary>Where 8000 of the image is reached, and 7171.</summary>
    internal IReadOnlyList<Uri> Addresses { get; private set; } = [];

    internal HttpClient Client { get; } = new(new SocketsHttpHandler { Expect100ContinueTimeout = WaitLimit.Default });

    public async Task InitializeAsync()
    {
        _process = program.Start(changes);
        Addresses = [.. (await _process.AddressesAsync()).Select(FromHere)];
        Client.BaseAddress = Addresses[0];
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
    }

    /// <summary>Every interface is one that is listened on; this is the one that a test asks.</summary>
    internal static Uri FromHere(Uri address) => new($"{address.Scheme}://127.0.0.1:{address.Port}");
}
