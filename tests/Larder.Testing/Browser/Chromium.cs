using Microsoft.Playwright;

namespace Larder.Testing.Browser;

/// <summary>A real Chromium without a window, with a profile of its own that is gone when it is disposed.</summary>
/// <remarks>
/// Tests that use it carry <c>[Trait("Needs", "Chromium")]</c>, and their project references the package
/// <c>Microsoft.Playwright</c>: its driver is large, so no other project is made to carry it.
/// </remarks>
public sealed class Chromium : IAsyncDisposable
{
    // A browser that is driven asks its makers for nothing: what a test sees of requests is the page's alone.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _driver;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright driver, IBrowser browser)
    {
        _driver = driver;
        _browser = browser;
    }

    /// <summary>Starts it.</summary>
    public static async Task<Chromium> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout((float)WaitLimit.Default.TotalMilliseconds);
        var driver = await Playwright.CreateAsync();
        try
        {
            var browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = ChromiumProgram.Find(),
                Args = Arguments,
                Timeout = (float)WaitLimit.Default.TotalMilliseconds,
            });
            return new Chromium(driver, browser);
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    /// <summary>Opens an empty page that shares nothing with the others: cookies, storage and cached files are its own.</summary>
    /// <param name="origin">The site under test: what is asked of any other is recorded as foreign.</param>
    /// <param name="width">The width of the window, in CSS pixels.</param>
    /// <param name="height">The height of the window.</param>
    /// <param name="isDark">Whether the user prefers dark colours.</param>
    public async Task<BrowserPage> OpenAsync(Uri origin, int width = 1280, int height = 900, bool isDark = false)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = origin.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
        });
        context.SetDefaultTimeout((float)WaitLimit.Default.TotalMilliseconds);
        return new BrowserPage(context, await context.NewPageAsync(), origin);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _driver.Dispose();
    }
}
