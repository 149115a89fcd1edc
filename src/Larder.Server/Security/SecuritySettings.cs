using System.Net;
using Larder.AspNetCore.Security;
using Larder.Server.Configuration;

namespace Larder.Server.Security;

/// <summary>The settings below <c>Larder:Security</c>.</summary>
internal sealed record SecuritySettings
{
    public static readonly Setting KeysSetting = new(
        "Larder:Security:Keys", null, "[]",
        "The keys that open the server, as a JSON list of texts such as `ci read 9f86…`: name, scope, SHA-256.")
    {
        IsSecret = true,
    };

    public static readonly Setting KeyFileSetting = new(
        "Larder:Security:KeyFile", null, "", "A file with such texts, a line each, which is read again when it changes.");

    public static readonly Setting KeyFileEverySetting = new(
        "Larder:Security:KeyFileEvery", null, "5", "Seconds between two looks at that file.");

    public static readonly Setting AnonymousSetting = new(
        "Larder:Security:Anonymous", null, "None",
        "What may be done without a key where keys are demanded: None, or Data for all that is not the operator's.");

    public static readonly Setting ProxiesSetting = new(
        "Larder:Security:Proxies", null, "[]",
        "The proxies whose word on the client is believed, as a JSON list of addresses and networks.");

    public static readonly Setting RatePerMinuteSetting = new(
        "Larder:Security:RateLimit:PerMinute", null, "",
        "How many requests a minute one client may make. Without it, any number.");

    public static readonly Setting RateBurstSetting = new(
        "Larder:Security:RateLimit:Burst", null, "",
        "How many of them may come at once after a pause. Without it, those of ten seconds.");

    public static readonly Setting RateClientsSetting = new(
        "Larder:Security:RateLimit:Clients", null, "100000", "How many clients are remembered for that.");

    /// <summary>The keys of the settings themselves and of the file, as they were at the start.</summary>
    public IReadOnlyList<AccessKey> Keys { get; init; } = [];

    /// <summary>The full path of the key file; null for none.</summary>
    public string? KeyFile { get; init; }

    public TimeSpan KeyFileEvery { get; init; } = TimeSpan.FromSeconds(5);

    public AnonymousAccess Anonymous { get; init; }

    public IReadOnlyList<System.Net.IPNetwork> Proxies { get; init; } = [];

    public RateLimit? RateLimit { get; init; }

    /// <summary>Whether somebody meant to demand keys, even if there is none at the moment.</summary>
    public bool WantsKeys => Keys.Count > 0 || KeyFile is not null;

    public static SecuritySettings Read(IConfiguration configuration, StartFaults faults)
    {
        var reader = new SettingReader(configuration, faults);
        var file = reader.Given(KeyFileSetting);
        var path = file is null ? null : Path.GetFullPath(file);
        return new SecuritySettings
        {
            Keys = ReadKeys(reader, path),
            KeyFile = path,
            KeyFileEvery = reader.Seconds(KeyFileEverySetting, 1, 3_600),
            Anonymous = ReadAnonymous(reader),
            Proxies = ReadProxies(reader),
            RateLimit = ReadRateLimit(reader),
        };
    }

    /// <summary>Reads the keys anew, as <see cref="Read"/> does.</summary>
    /// <returns>Null with faults, a sentence each.</returns>
    public static IReadOnlyList<AccessKey>? ReadKeys(IConfiguration configuration, string? file, out IReadOnlyList<string> faults)
    {
        var found = new StartFaults();
        var keys = ReadKeys(new SettingReader(configuration, found), file);
        faults = found.Sentences;
        return faults.Count == 0 ? keys : null;
    }

    private static List<AccessKey> ReadKeys(SettingReader reader, string? file)
    {
        var keys = new List<AccessKey>();
        var texts = reader.List(KeysSetting);
        for (var i = 0; i < texts.Count; i++)
        {
            if (KeyLine.TryParse(texts[i], out var key, out var fault))
                keys.Add(key);
            else
                reader.Fault(KeysSetting, $"has an element, number {i + 1}, that {fault}.");
        }

        var sentences = new List<string>();
        if (file is not null)
            keys.AddRange(Security.KeyFile.Read(file, sentences));
        if (sentences.Count == 0 && AccessKeys.FaultOf(keys) is { } together)
            sentences.Add(together);
        foreach (var sentence in sentences)
            reader.Fault(sentence);
        return keys;
    }

    private static AnonymousAccess ReadAnonymous(SettingReader reader)
    {
        var text = reader.Text(AnonymousSetting);
        if (text.Equals(nameof(AnonymousAccess.None), StringComparison.OrdinalIgnoreCase))
            return AnonymousAccess.None;
        if (text.Equals(nameof(AnonymousAccess.Data), StringComparison.OrdinalIgnoreCase))
            return AnonymousAccess.Data;

        reader.Fault(AnonymousSetting, $"must be None or Data, but was '{text}'.");
        return AnonymousAccess.None;
    }

    private static List<System.Net.IPNetwork> ReadProxies(SettingReader reader)
    {
        var proxies = new List<System.Net.IPNetwork>();
        foreach (var text in reader.List(ProxiesSetting))
        {
            if (System.Net.IPNetwork.TryParse(text, out var network))
                proxies.Add(network);
            else if (IPAddress.TryParse(text, out var address))
                proxies.Add(new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                reader.Fault(ProxiesSetting, $"must hold addresses such as '10.0.0.7' or networks such as '10.0.0.0/8', but has '{text}'.");
        }

        return proxies;
    }

    private static RateLimit? ReadRateLimit(SettingReader reader)
    {
        var perMinute = reader.NumberOrNull(RatePerMinuteSetting, 1, 60_000_000);
        var burst = reader.NumberOrNull(RateBurstSetting, 1, 1_000_000);
        var clients = reader.Number(RateClientsSetting, 100, 10_000_000);
        return perMinute is { } pace
            ? new RateLimit(pace / 60.0, burst ?? Math.Clamp(pace / 6, 1, 1_000_000)) { Clients = clients }
            : null;
    }
}
