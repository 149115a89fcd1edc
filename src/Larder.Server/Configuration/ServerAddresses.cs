namespace Larder.Server.Configuration;

/// <summary>Where the server listens: <c>--urls</c>, else <c>ASPNETCORE_URLS</c>, else the two default ports.</summary>
internal static class ServerAddresses
{
    /// <summary>The source projects used either port; both are served so that each of their examples works as it is.</summary>
    public const string Default = "http://localhost:8000;http://localhost:7171";

    private const string UrlsOption = "--urls";

    /// <summary>Reads and checks the addresses, naming every fault at once.</summary>
    public static IReadOnlyList<ListenAddress> Read(IConfiguration configuration, IReadOnlyList<string> arguments)
    {
        // The framework drops an option without a value silently, and the server would start somewhere else.
        if (arguments.Count > 0 && arguments[^1] == UrlsOption)
            throw new StartRefusedException("The option --urls needs a value, for example --urls http://localhost:8000.");

        // Kestrel prefers its own section to any address given, so it would lead around the check made here.
        if (configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            throw new StartRefusedException(
                "The setting Kestrel:Endpoints is not read. Give the addresses with --urls, separated by semicolons.");
        }

        return Parse(configuration[WebHostDefaults.ServerUrlsKey] ?? Default);
    }

    private static List<ListenAddress> Parse(string urls)
    {
        var addresses = new List<ListenAddress>();
        var faults = new List<string>();

        foreach (var text in urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ListenAddress.TryParse(text, out var address, out var fault))
                faults.Add(fault);
            else if (address.Port == 0 || !addresses.Contains(address))
                addresses.Add(address);
        }

        if (addresses.Count == 0 && faults.Count == 0)
            faults.Add("The list of addresses is empty. Write for example --urls http://localhost:8000.");

        return faults.Count == 0 ? addresses : throw new StartRefusedException(string.Join(' ', faults));
    }
}
