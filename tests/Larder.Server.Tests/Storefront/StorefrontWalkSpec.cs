using System.Text.Json;
using Microsoft.Playwright;

namespace Larder.Server.Tests.Storefront;

/// <summary>The walk that the source project describes, in a real browser.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Needs", "Chromium")]
public sealed class StorefrontWalkSpec(ChromiumFixture chromium, ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    public async Task S3_01_load_load_again_add_load_and_compare(int width, bool isDark)
    {
        await server.Cache("products").ClearAsync();
        await using var shop = await StorefrontPage.OpenAsync(chromium, server, width, isDark);
        var page = shop.Page;
        var name = $"Teapot {Guid.NewGuid()}";

        await shop.LoadAsync("database");
        await shop.LoadAsync("cache");
        await shop.PressAsync("products", "Add product…");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Category").FillAsync("Kitchen");
        await page.GetByLabel("Price").FillAsync("29.99");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await shop.ReadsAsync("#products-summary", $"Added “{name}”. The cached list is gone");
        await shop.LoadAsync("database");
        await shop.ReadsAsync("#product-list li:first-child", name);
        await shop.PressAsync("performance", "Performance Test");
        await shop.ReadsAsync("#performance-summary", "% of the time saved");
        var bars = await page.Locator("#bars .label").AllInnerTextsAsync();

        Assert.Equal(2, bars.Count);
        Assert.Matches(@"(?s)^Database.*\d (s|ms|µs)$", bars[0]);
        Assert.Matches(@"(?s)^Cache.*\d (s|ms|µs)$", bars[1]);
        Assert.Empty(shop.Browser.ForeignRequests);
        Assert.Empty(shop.Browser.Complaints);
        Assert.Equal(0, await shop.OverflowAsync());
        Assert.Empty(await shop.OverlapsAsync());
    }

    [Fact]
    public async Task S3_01_the_statistics_are_live()
    {
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);
        var reads = int.Parse(await shop.Page.Locator("#requests").InnerTextAsync());

        await server.Client.GetJsonAsync("/products");

        await Assertions.Expect(shop.Page.Locator("#requests")).ToHaveTextAsync($"{reads + 1}");
        await Assertions.Expect(shop.Page.Locator("#hit-rate")).ToContainTextAsync("%");
    }

    [Fact]
    public async Task A_product_is_changed_and_removed()
    {
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);
        var page = shop.Page;
        await server.Client.AskAsync(HttpMethod.Post, "/products", """{"name":"Cup","price":4,"category":"Kitchen"}""");
        await shop.LoadAsync("database");

        await shop.PressAsync("products", "Edit Cup");
        await page.GetByLabel("Name").FillAsync("Mug");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await shop.ReadsAsync("#products-summary", "Changed “Mug”");
        await shop.LoadAsync("database");
        await shop.PressAsync("products", "Delete Mug");
        await page.Locator("#remove-dialog").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await shop.ReadsAsync("#products-summary", "Deleted “Mug”");
        await shop.LoadAsync("database");

        Assert.Equal(0, await page.Locator("#product-list").GetByText("Mug").CountAsync());
        Assert.Empty(shop.Browser.Complaints);
    }

    [Fact]
    public async Task S3_12_faults_stand_beside_their_fields_and_the_first_has_the_focus()
    {
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);
        var page = shop.Page;

        await shop.PressAsync("products", "Add product…");
        await page.GetByLabel("Category").FillAsync("Kitchen");
        await page.GetByLabel("Price").FillAsync("free");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await shop.ReadsAsync("#f-name-fault", "at least 1 character");

        await shop.ReadsAsync("#f-price-fault", "valid number");
        await Assertions.Expect(page.GetByLabel("Name")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.GetByLabel("Name")).ToHaveAttributeAsync("aria-describedby", "f-name-fault");
        await Assertions.Expect(page.Locator("#f-category-fault")).ToBeHiddenAsync();
        // The browser itself notes each answer that is an error; nothing else may complain.
        Assert.All(shop.Browser.Complaints, complaint => Assert.Contains("status of 422", complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<img src=x onerror=document.title='owned'>")]
    [InlineData("</h3><script src=https://example.com/x.js></script>")]
    [InlineData("👩‍👩‍👧‍👦 \u202Egnp.exe")]
    public async Task A_hostile_name_is_text_and_nothing_else(string name)
    {
        await server.Client.AskAsync(
            HttpMethod.Post, "/products", $$"""{"name":{{JsonSerializer.Serialize(name)}},"price":1,"category":"<b>x</b>"}""");
        await using var shop = await StorefrontPage.OpenAsync(chromium, server, width: 360);

        await shop.LoadAsync("database");

        Assert.Equal(name, await shop.Page.Locator("#product-list h3").First.TextContentAsync());
        Assert.Equal(0, await shop.Page.Locator("#product-list img, #product-list script, #product-list b").CountAsync());
        Assert.StartsWith("Larder", await shop.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(shop.Browser.ForeignRequests);
        Assert.Empty(shop.Browser.Complaints);
        Assert.Equal(0, await shop.OverflowAsync());
    }
}
