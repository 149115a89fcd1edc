using Larder.Testing.Browser;

namespace Larder.Server.Tests;

/// <summary>One browser for all the tests that look at pages; each opens a page of its own.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    internal Chromium Browser { get; private set; } = null!;

    public async Task InitializeAsync() => Browser = await Chromium.StartAsync();

    public async Task DisposeAsync() => await Browser.DisposeAsync();
}
