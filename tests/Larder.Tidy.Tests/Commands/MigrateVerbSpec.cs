namespace Larder.Tidy.Tests.Commands;

[Trait("Platform", "Unix")]
public sealed class MigrateVerbSpec
{
    [Theory]
    [InlineData("migrate")]
    [InlineData("migrate --status")]
    public async Task Migrate_builds_the_server_and_hands_its_options_on(string words)
    {
        using var checkout = new ScriptedCheckout();

        var end = await checkout.RunAsync(words.Split(' '));

        Assert.Equal(0, end.ExitCode);
        Assert.Contains(checkout.Calls, call => call.StartsWith("build ", StringComparison.Ordinal));
        Assert.EndsWith($"Larder.Server.dll {words}", checkout.Calls[^1], StringComparison.Ordinal);
    }
}
