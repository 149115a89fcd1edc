namespace Larder.Tidy.Tests.Commands;

/// <summary>The verbs that need a container engine, with a scripted one: none is needed to run these tests.</summary>
[Trait("Platform", "Unix")]
public sealed class ContainerVerbsSpec : IDisposable
{
    private readonly ScriptedCheckout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Theory]
    [InlineData("up", "compose up --build --detach --wait")]
    [InlineData("up larder", "compose up --build --detach --wait larder")]
    [InlineData("down", "compose down")]
    [InlineData("down --volumes", "compose down --volumes")]
    [InlineData("logs larder", "compose logs --follow larder")]
    public async Task S2_27_a_verb_is_one_call_of_compose_and_hands_its_options_on(string words, string call)
    {
        _checkout.InstallDocker();

        var end = await _checkout.RunAsync(words.Split(' '));

        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
        Assert.Equal(call, _checkout.Calls[^1]);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("down")]
    [InlineData("logs")]
    public async Task Without_docker_one_line_says_so_and_names_the_way_without(string verb)
    {
        _checkout.Set("PATH", "/nowhere");

        var end = await _checkout.RunAsync(verb);

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(_checkout.Calls);
        Assert.Equal(
            "larder: there is no 'docker' in PATH. Install Docker, or do without: ./larder run needs no container\n",
            end.Errors);
    }

    [Theory]
    [InlineData("compose version", "this docker has no 'compose'.")]
    [InlineData("info", "docker does not answer.")]
    public async Task What_docker_lacks_is_said_in_one_line(string failing, string sentence)
    {
        _checkout.InstallDocker(failing);

        var end = await _checkout.RunAsync("up");

        Assert.Equal(1, end.ExitCode);
        Assert.StartsWith($"larder: {sentence}", Assert.Single(end.Errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(failing, _checkout.Calls[^1]);
    }
}
