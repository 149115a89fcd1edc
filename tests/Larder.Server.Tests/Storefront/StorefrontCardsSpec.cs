using System.Diagnostics;
using System.Text.Json;
using Larder.Server.Tests.Catalog;
using Microsoft.Playwright;

namespace Larder.Server.Tests.Storefront;

/// <summary>The playgrounds beside the products, what every card has in common, and who can use the page.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Needs", "Chromium")]
public sealed class StorefrontCardsSpec(ChromiumFixture chromium, ServerUnderTest server) : IClassFixture<ServerUnderTest>
{
    [Fact]
    public async Task Payloads_are_computed_once_and_known_after_that()
    {
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);
        await shop.Page.GetByLabel("First list").FillAsync($"a\n{Guid.NewGuid()}");

        await shop.PressAsync("payload", "Interleave");
        await shop.ReadsAsync("#payload .summary", "computed and stored");
        await shop.ReadsAsync("#payload .result", "A, OTHER STRING, ");
        await shop.PressAsync("payload", "Interleave");
        await shop.ReadsAsync("#payload .summary", "known before");

        Assert.Empty(shop.Browser.Complaints);
    }

    [Fact]
    public async Task Users_are_found_by_either_name_and_the_badge_tells_who_knew_the_way()
    {
        await server.Cache("users").ClearAsync();
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);

        await shop.PressAsync("users", "Look up");
        await shop.ReadsAsync("#users .badge", "database");
        await shop.ReadsAsync("#users .result", "john.doe@example.com");
        await shop.Page.GetByLabel("Number or UUID").FillAsync("550E8400-E29B-41D4-A716-446655440001");
        await shop.PressAsync("users", "Look up");
        await shop.ReadsAsync("#users .badge", "cache");

        Assert.Empty(shop.Browser.Complaints);
    }

    // A browser takes dots out of an address, so these ask for the list and for the page.
    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_look_up_that_names_no_user_says_so(string name)
    {
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);
        await shop.PressAsync("users", "Look up");
        await shop.ReadsAsync("#users .result", "john.doe@example.com");

        await shop.Page.GetByLabel("Number or UUID").FillAsync(name);
        await shop.PressAsync("users", "Look up");

        await shop.ReadsAsync("#users .summary", "Enter a number or a UUID.");
        await Assertions.Expect(shop.Page.Locator("#users .result")).ToBeHiddenAsync();
        Assert.Empty(shop.Browser.Complaints);
    }

    [Fact]
    public async Task The_largest_price_leaves_the_buttons_beside_it_free()
    {
        await server.Client.AddProductAsync(CatalogClient.Draft(price: "999999999999.99"));
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);
        await shop.PressAsync("products", "Load Products");
        await shop.ReadsAsync("#product-list", "999,999,999,999.99");

        var overlaps = await shop.Page.EvaluateAsync<int>(
            """
            [...document.querySelectorAll("#product-list li")].filter(item => {
              const text = document.createRange();
              text.selectNodeContents(item.querySelector(".price"));
              return text.getBoundingClientRect().right > item.querySelector(".acts").getBoundingClientRect().left;
            }).length
            """);

        Assert.Equal(0, overlaps);
    }

    [Theory]
    [InlineData("greeting", "hello")]
    [InlineData("stats", "a reserved word")]
    [InlineData("a/b ?&%", "it's \"quoted\" $HOME `id` \\ <b>\n!")]
    [InlineData("..", "dots")]
    public async Task Keys_are_put_got_and_deleted_whatever_they_are(string key, string value)
    {
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);
        await shop.Page.GetByLabel("Key", new() { Exact = true }).FillAsync(key);
        await shop.Page.GetByLabel("Value", new() { Exact = true }).FillAsync(value);

        await shop.PressAsync("keyvalue", "Put");
        await shop.ReadsAsync("#keyvalue .summary", "Stored.");
        await shop.PressAsync("keyvalue", "Get");
        await shop.ReadsAsync("#keyvalue .summary", "Found.");
        var shown = await shop.Page.Locator("#keyvalue .result dd").AllTextContentsAsync();
        await shop.PressAsync("keyvalue", "Delete");
        await shop.ReadsAsync("#keyvalue .summary", "Removed.");

        Assert.Equal([key, value], shown);
        Assert.Empty(shop.Browser.Complaints);
    }

    [Theory]
    [Trait("Platform", "Unix")]
    [InlineData("greeting", "hello")]
    [InlineData("it's", "it's \"quoted\" $HOME `id` $(id) \\ \\\\ 'x' ; & | > < * ~ # ! %")]
    [InlineData("@file", "@/etc/passwd")]
    [InlineData("-x", "two\nlines\tand a tab")]
    public async Task The_command_of_a_card_does_the_same_in_a_shell(string key, string value)
    {
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);
        await shop.Page.GetByLabel("Key", new() { Exact = true }).FillAsync(key);
        await shop.Page.GetByLabel("Value", new() { Exact = true }).FillAsync(value);
        await shop.PressAsync("keyvalue", "Put");
        await shop.ReadsAsync("#keyvalue .summary", "Stored.");
        var put = await shop.CommandAsync("keyvalue");
        await shop.PressAsync("keyvalue", "Get");
        await shop.ReadsAsync("#keyvalue .summary", "Found.");
        var get = await shop.CommandAsync("keyvalue");
        await server.Cache("keyvalue").ClearAsync();

        var stored = await RunAsync(put);
        var found = await RunAsync(get);

        Assert.Contains("\"OK\"", stored, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(found);
        Assert.Equal(value, body.RootElement.Text("value"));
    }

    [Fact]
    public async Task Every_control_has_a_name_and_the_keyboard_reaches_the_first_ones_in_order()
    {
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);
        var page = shop.Page;

        var nameless = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('input, textarea')].filter(e => e.labels.length === 0).map(e => e.id)");
        var levels = await page.EvaluateAsync<int[]>(
            "[...document.querySelectorAll('h1, h2')].map(e => Number(e.tagName[1])).slice(0, 2)");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByText("Skip to the content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Load Products" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await shop.ReadsAsync("#products-summary", "products in");

        Assert.Empty(nameless);
        Assert.Equal([1, 2], levels);
    }

    [Fact]
    public async Task A_dialog_takes_the_focus_and_escape_gives_it_back()
    {
        await using var shop = await StorefrontPage.OpenAsync(chromium, server);

        await shop.PressAsync("products", "Add product…");
        await Assertions.Expect(shop.Page.GetByLabel("Name")).ToBeFocusedAsync();
        await shop.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(shop.Page.GetByRole(AriaRole.Button, new() { Name = "Add product…" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Cards_of_modules_that_are_not_served_are_not_there()
    {
        var narrow = new ServerUnderTest("--Larder:Modules=KeyValue,Storefront");
        await narrow.InitializeAsync();
        await using (var shop = await StorefrontPage.OpenAsync(chromium, narrow))
        {
            var cards = await shop.Page.Locator("section.card").EvaluateAllAsync<string[]>("cards => cards.map(card => card.id)");

            Assert.Equal(["keyvalue"], cards);
            Assert.Equal(0, await shop.Page.Locator("#links li").CountAsync());
            Assert.Empty(shop.Browser.Complaints);
        }

        await narrow.DisposeAsync();
    }

    private static async Task<string> RunAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        Assert.True(shell.ExitCode == 0, $"{command}: {await shell.StandardError.ReadToEndAsync()}");
        return output;
    }
}
