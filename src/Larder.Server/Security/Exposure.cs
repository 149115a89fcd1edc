using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Larder.AspNetCore.Security;
using Larder.Server.Configuration;

namespace Larder.Server.Security;

/// <summary>Decides whether the server may listen where it was told to.</summary>
internal static class Exposure
{
    public const string CertificateSection = "Kestrel:Certificates:Default";

    // The framework would believe every client that calls itself a proxy.
    private const string BelieveEverybody = "ForwardedHeaders_Enabled";

    public static bool IsExposed(IReadOnlyList<ListenAddress> addresses) => addresses.Any(address => !address.IsLoopback);

    public static bool HasTls(IReadOnlyList<ListenAddress> addresses) => addresses.Any(address => address.IsEncrypted);

    /// <summary>
    /// Makes the paths of the certificate whole. Kestrel looks for files beside the program, and whoever writes a path means
    /// the current folder, as with every other setting.
    /// </summary>
    public static void RootCertificate(ConfigurationManager configuration)
    {
        var rooted = new Dictionary<string, string?>();
        foreach (var name in (string[])[$"{CertificateSection}:Path", $"{CertificateSection}:KeyPath"])
        {
            if (configuration[name] is { Length: > 0 } path && !Path.IsPathRooted(path))
                rooted[name] = Path.GetFullPath(path);
        }

        if (rooted.Count > 0)
            configuration.AddInMemoryCollection(rooted);
    }

    /// <summary>Gathers why it may not.</summary>
    public static void Judge(
        IReadOnlyList<ListenAddress> addresses, SecuritySettings settings, IConfiguration configuration, StartFaults faults)
    {
        var open = addresses.Where(address => !address.IsLoopback).ToList();
        if (open.Count > 0 && !settings.WantsKeys && settings.Anonymous == AnonymousAccess.None)
        {
            faults.Add(
                $"The address '{open[0]}' can be reached from other machines, and there is no key to protect it. Make one with "
                + "./larder run keygen and name it in Larder:Security:Keys, or set Larder:Security:Anonymous to Data to let "
                + "everybody at the data, or choose localhost, for example --urls http://localhost:8000.");
        }

        if (configuration[BelieveEverybody] is { } believe && believe.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED would have every client believed that calls itself a proxy. "
                + "Take it out, and name your proxies in Larder:Security:Proxies.");
        }

        if (HasTls(addresses))
            JudgeCertificate(configuration.GetSection(CertificateSection), faults);
    }

    // Kestrel loads it itself, and again when the settings change; here it is only tried, for the sake of the sentence.
    private static void JudgeCertificate(IConfigurationSection section, StartFaults faults)
    {
        if (section["Path"] is not { Length: > 0 } path)
        {
            faults.Add(
                $"An address begins with https://, and there is no certificate. Set {CertificateSection}:Path to a file, with "
                + "Password for a .pfx, or KeyPath for the key of a .pem.");
            return;
        }

        try
        {
            using var certificate = Load(path, section["KeyPath"], section["Password"]);
            if (!certificate.HasPrivateKey)
                faults.Add($"The certificate {path} has no private key. Name its file in {CertificateSection}:KeyPath.");
            else
                SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }
        catch (InvalidOperationException fault)
        {
            // The runtime looks for certificates of the user, whom some containers give neither a home nor HOME.
            faults.Add($"The certificate {path} cannot be used: {fault.Message.TrimEnd('.')}. Set HOME to a folder, be it empty.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            faults.Add(
                $"The certificate {path} cannot be read: {fault.Message.TrimEnd('.')}. "
                + $"Look at the Path, KeyPath and Password below {CertificateSection}.");
        }
    }

    private static X509Certificate2 Load(string path, string? keyPath, string? password)
    {
        if (keyPath is null)
            return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        return password is null
            ? X509Certificate2.CreateFromPemFile(path, keyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath);
    }
}
