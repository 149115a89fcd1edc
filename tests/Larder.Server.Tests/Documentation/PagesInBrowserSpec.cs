using Larder.Testing.Browser;
using Microsoft.Playwright;

namespace Larder.Server.Tests.Documentation;

/// <summary>The two pages in a real browser: they are drawn from the document, and ask nothing of another site.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Needs", "Chromium")]
public sealed class PagesInBrowserSpec(ChromiumFixture chromium, ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task S0_06_swagger_ui_draws_each_group_and_sends_a_request_without_another_site(bool isDark)
    {
        await using var page = await chromium.Browser.OpenAsync(server.Addresses[0], isDark: isDark);

        await page.Page.GotoAsync("/docs");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Caching Service" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("Create Cache Payload")).ToBeVisibleAsync();
        await page.Page.Locator("#operations-Health-health .opblock-summary-control").ClickAsync();
        await page.Page.Locator("#operations-Health-health button.execute").ClickAsync();
        var answer = page.Page.Locator("#operations-Health-health .live-responses-table");
        await Assertions.Expect(answer).ToContainTextAsync("Application's health is good.");
        await LookAsync(page, isDark ? "docs-dark" : "docs");

        Assert.Empty(page.ForeignRequests);
        Assert.True(page.Complaints.Count == 0, string.Join("\n", page.Complaints));
    }

    [Fact]
    public async Task Swagger_ui_leaves_the_sentences_room_on_a_phone()
    {
        await using var page = await chromium.Browser.OpenAsync(server.Addresses[0], width: 360, height: 740);

        await page.Page.GotoAsync("/docs");
        var sentences = page.Page.Locator(".opblock-tag small");
        await Assertions.Expect(sentences.First).ToBeVisibleAsync();
        var widths = await sentences.EvaluateAllAsync<double[]>("all => all.map(each => each.getBoundingClientRect().width)");
        var overflow = await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        await LookAsync(page, "docs-narrow");

        Assert.All(widths, width => Assert.True(width > 200, $"{width} pixels"));
        Assert.True(overflow <= 0, $"{overflow} pixels beyond the edge");
    }

    [Fact]
    public async Task S0_06_redoc_draws_each_group_without_another_site()
    {
        await using var page = await chromium.Browser.OpenAsync(server.Addresses[0]);

        await page.Page.GotoAsync("/redoc");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Caching Service" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Create Cache Payload" })).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Textbox, new() { Name = "Search" }).FillAsync("payload");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Search).GetByText("Create Cache Payload")).ToBeVisibleAsync();
        await LookAsync(page, "redoc");

        Assert.Empty(page.ForeignRequests);
        Assert.True(page.Complaints.Count == 0, string.Join("\n", page.Complaints));
    }

    // For people: LARDER_SCREENSHOTS names a folder, and without it nothing is kept.
    private static async Task LookAsync(BrowserPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LARDER_SCREENSHOTS") is { Length: > 0 } folder)
            await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
    }
}
