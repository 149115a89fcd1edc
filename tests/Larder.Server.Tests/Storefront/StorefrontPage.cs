using Larder.Testing.Browser;
using Microsoft.Playwright;

namespace Larder.Server.Tests.Storefront;

/// <summary>The page as a visitor uses it: by what buttons say, and by what can be read.</summary>
internal sealed class StorefrontPage(BrowserPage browser) : IAsyncDisposable
{
    public BrowserPage Browser => browser;

    public IPage Page => browser.Page;

    public static async Task<StorefrontPage> OpenAsync(
        ChromiumFixture chromium, ServerUnderTest server, int width = 1280, bool isDark = false)
    {
        var page = new StorefrontPage(await chromium.Browser.OpenAsync(server.Addresses[0], width, isDark: isDark));
        await page.Page.GotoAsync("/");
        await page.Page.WaitForSelectorAsync("html[data-ready]");
        return page;
    }

    /// <summary>Presses a button of a card.</summary>
    public Task PressAsync(string card, string name) =>
        Page.Locator($"#{card}").GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    /// <summary>Waits until an element reads so.</summary>
    public Task ReadsAsync(string selector, string text) => Assertions.Expect(Page.Locator(selector)).ToContainTextAsync(text);

    /// <summary>Loads the products, and sees where they came from.</summary>
    public async Task LoadAsync(string source)
    {
        await PressAsync("products", "Load Products");
        await Assertions.Expect(Page.Locator("#products-summary .badge")).ToHaveTextAsync(source);
        await Assertions.Expect(Page.Locator("#products-summary")).ToContainTextAsync(" products in ");
    }

    /// <summary>The command that a card shows for what it did last.</summary>
    public async Task<string> CommandAsync(string card) => (await Page.Locator($"#{card} .curl pre").TextContentAsync())!;

    public Task<int> OverflowAsync() =>
        Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>The pairs of cards that lie upon each other, seen from the foot of the page.</summary>
    public Task<string[]> OverlapsAsync() => Page.EvaluateAsync<string[]>("""
        () => {
          scrollTo(0, document.documentElement.scrollHeight);
          const cards = [...document.querySelectorAll("section.card")].map(card => [card.id, card.getBoundingClientRect()]);
          return cards.flatMap(([one, a], i) => cards.slice(i + 1)
            .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
            .map(([other]) => `${one} and ${other}`));
        }
        """);

    public ValueTask DisposeAsync() => browser.DisposeAsync();
}
