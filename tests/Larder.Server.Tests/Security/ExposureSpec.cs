using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Larder.Server.Tests.Security;

/// <summary>The program as its users start it, on addresses that others can reach.</summary>
public sealed class ExposureSpec : IDisposable
{
    private const string Everywhere = "http://0.0.0.0:0";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    public async Task X_15_without_a_key_it_does_not_start_where_others_can_reach_it(string url)
    {
        await using var process = ServerProcess.Start(_folder.Path, "--urls", url);

        var end = await process.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("can be reached from other machines, and there is no key", end.Errors, StringComparison.Ordinal);
        Assert.Contains("Larder:Security:Anonymous", end.Errors, StringComparison.Ordinal);
        Assert.Single(end.Errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task A_key_opens_it_and_nothing_else_does()
    {
        await using var process = ServerProcess.Start(_folder.Path, "--urls", Everywhere, TestKeys.Setting);
        using var client = await ClientOfAsync(process);

        using var none = await client.SendAsync("GET", "/cache/x");
        using var reader = await client.SendAsync("GET", "/cache/x", TestKeys.Reader);
        using var health = await client.SendAsync("GET", "/health");

        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, reader.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task X_15_with_anonymous_data_the_data_is_open_the_rest_is_locked_and_one_line_warns()
    {
        var variables = new Dictionary<string, string>
        {
            ["LARDER__SECURITY__ANONYMOUS"] = "Data",
            ["ASPNETCORE_URLS"] = Everywhere,
        };
        await using var process = ServerProcess.Start(_folder.Path, variables);
        var warning = await process.LineAsync(line => line.Contains("may read and write the data", StringComparison.Ordinal));
        using var client = await ClientOfAsync(process);

        foreach (var (method, path, status) in new[]
        {
            ("GET", "/cache/x", HttpStatusCode.NotFound), ("GET", "/", HttpStatusCode.OK),
            ("GET", "/admin/caches", HttpStatusCode.Unauthorized), ("GET", "/metrics", HttpStatusCode.Unauthorized),
            ("GET", "/dashboard", HttpStatusCode.Unauthorized),
            ("POST", "/cache/clear?scope=all", HttpStatusCode.Unauthorized),
        })
        {
            using var response = await client.SendAsync(method, path, headers: ("Host", "localhost"));
            Assert.Equal(status, response.StatusCode);
        }

        Assert.Contains("need a key; there are 0", warning, StringComparison.Ordinal);
        process.Terminate();
        var rest = await process.EndAsync();
        Assert.DoesNotContain("may read and write the data", rest.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keygen_prints_a_key_and_the_line_with_which_it_opens()
    {
        await using var keygen = ServerProcess.Start(_folder.Path, "keygen", "--name", "ci", "--scope", "write");
        var made = await keygen.EndAsync();
        var key = made.Output.Split('\n')[0]["key   ".Length..].Trim();
        var line = made.Output.TrimEnd().Split('\n')[^1].Trim();
        var file = Path.Combine(_folder.Path, "keys");
        await File.WriteAllTextAsync(file, $"# who may in\n{line} # the build\n");

        await using var process = ServerProcess.Start(_folder.Path, "--urls", Everywhere, $"--Larder:Security:KeyFile={file}");
        using var client = await ClientOfAsync(process);
        using var response = await client.SendAsync("DELETE", "/cache/x", key);

        Assert.Equal(0, made.ExitCode);
        Assert.StartsWith("ci write ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(key, line, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("keygen", "--scope", "god")]
    [InlineData("keygen", "--name", "a b")]
    [InlineData("keygen", "--nme", "a")]
    [InlineData("keygen", "--name")]
    public async Task Keygen_refuses_what_it_does_not_understand(params string[] words)
    {
        await using var keygen = ServerProcess.Start(_folder.Path, words);

        var end = await keygen.EndAsync();

        Assert.Equal(2, end.ExitCode);
        Assert.StartsWith("larder: keygen takes --name", end.Errors, StringComparison.Ordinal);
        Assert.Empty(end.Output);
    }

    [Fact]
    public async Task Keys_are_exchanged_by_changing_the_file_while_the_server_runs()
    {
        var file = Path.Combine(_folder.Path, "keys");
        await File.WriteAllTextAsync(file, TestKeys.Line("old", "read"));
        await using var process = ServerProcess.Start(
            _folder.Path, "--urls", Everywhere, $"--Larder:Security:KeyFile={file}", "--Larder:Security:KeyFileEvery=1");
        using var client = await ClientOfAsync(process);
        using var before = await client.SendAsync("GET", "/cache/x", "old");

        await File.WriteAllTextAsync(file, TestKeys.Line("new", "read"));
        await process.LineAsync(line => line.Contains("The keys were exchanged; there are 1 now", StringComparison.Ordinal));
        using var old = await client.SendAsync("GET", "/cache/x", "old");
        using var changed = await client.SendAsync("GET", "/cache/x", "new");
        await File.WriteAllTextAsync(file, "nonsense");
        var fault = await process.LineAsync(line => line.Contains("still hold", StringComparison.Ordinal));
        using var kept = await client.SendAsync("GET", "/cache/x", "new");

        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
        Assert.Contains("Line 1 of the key file", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("nonsense", fault, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, kept.StatusCode);
    }

    [Fact]
    public async Task No_key_and_no_hash_is_ever_printed()
    {
        await using var process = ServerProcess.Start(
            _folder.Path, "--urls", Everywhere, "--LOG_LEVEL=DEBUG", "--Logging:LogLevel:Microsoft=Trace", TestKeys.Setting);
        using var client = await ClientOfAsync(process);
        await client.SendAsync("GET", "/cache/x", TestKeys.Reader);
        await client.SendAsync("GET", "/payload/asked-with-a-key", TestKeys.Reader);
        await client.SendAsync("GET", "/payload/x", "wrong-secret");
        await client.SendAsync("GET", "/payload/x", headers: ("X-Api-Key", "another-secret"));
        process.Terminate();

        var end = await process.EndAsync();

        foreach (var secret in (string[])[TestKeys.Reader, "wrong-secret", "another-secret", AspNetCore.Security.AccessKey.HashOf(TestKeys.Reader)])
            Assert.DoesNotContain(secret, end.Output + end.Errors, StringComparison.Ordinal);
        Assert.Contains("asked-with-a-key", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_in_the_place_of_its_hash_stops_the_start_and_is_not_repeated()
    {
        await using var process = ServerProcess.Start(
            _folder.Path, "--urls", Everywhere, """--Larder:Security:Keys=["ci read my-secret"]""");
        await using var noList = ServerProcess.Start(_folder.Path, "--urls", Everywhere, "--Larder:Security:Keys=my-secret");

        var end = await process.EndAsync();
        var other = await noList.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("element, number 1, that must have the SHA-256 of the key", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("my-secret", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("my-secret", other.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_comes_with_a_certificate_from_a_pair_of_files()
    {
        var (certificate, keyFile) = WriteCertificate();
        await using var process = ServerProcess.Start(
            _folder.Path, "--urls", "https://127.0.0.1:0", $"--Kestrel:Certificates:Default:Path={certificate}",
            $"--Kestrel:Certificates:Default:KeyPath={keyFile}");
        var address = await process.FirstAddressAsync();
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(certificate);
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, sent, _, _) => sent!.GetCertHashString() == trusted.GetCertHashString(),
            },
        };
        using var client = new HttpClient(handler) { BaseAddress = address };

        Assert.Equal("https", address.Scheme);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Tls_takes_a_pfx_with_a_password_and_never_prints_it()
    {
        var pfx = Path.Combine(_folder.Path, "cert.pfx");
        using (var certificate = NewCertificate())
            await File.WriteAllBytesAsync(pfx, certificate.Export(X509ContentType.Pfx, "pass-of-pfx"));
        var path = $"--Kestrel:Certificates:Default:Path={pfx}";

        await using var well = ServerProcess.Start(
            _folder.Path, "--urls", "https://127.0.0.1:0", path, "--Kestrel:Certificates:Default:Password=pass-of-pfx");
        await using var wrong = ServerProcess.Start(
            _folder.Path, "--urls", "https://127.0.0.1:0", path, "--Kestrel:Certificates:Default:Password=wrong-pass");
        await using var none = ServerProcess.Start(_folder.Path, "--urls", "https://127.0.0.1:0");
        var started = await well.FirstAddressAsync();
        var refused = await wrong.EndAsync();
        var missing = await none.EndAsync();

        Assert.Equal("https", started.Scheme);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("cannot be read", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-pass", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("there is no certificate", missing.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_frameworks_way_to_believe_every_proxy_is_refused()
    {
        await using var process = ServerProcess.Start(
            _folder.Path,
            new Dictionary<string, string> { ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true" },
            "--urls", "http://127.0.0.1:0");

        var end = await process.EndAsync();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains("Larder:Security:Proxies", end.Errors, StringComparison.Ordinal);
    }

    private static async Task<HttpClient> ClientOfAsync(ServerProcess process) =>
        new() { BaseAddress = new Uri($"http://127.0.0.1:{(await process.FirstAddressAsync()).Port}") };

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }

    private (string Certificate, string Key) WriteCertificate()
    {
        using var certificate = NewCertificate();
        var paths = (Path.Combine(_folder.Path, "cert.pem"), Path.Combine(_folder.Path, "key.pem"));
        File.WriteAllText(paths.Item1, certificate.ExportCertificatePem(), Encoding.ASCII);
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(paths.Item2, key.ExportPkcs8PrivateKeyPem(), Encoding.ASCII);
        return paths;
    }
}
