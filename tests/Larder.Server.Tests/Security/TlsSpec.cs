using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Larder.Server.Tests.Packaging;

namespace Larder.Server.Tests.Security;

/// <summary>The published output behind a certificate that is named in its settings.</summary>
[Collection(PublishedCollection.Name)]
[Trait("Platform", "Unix")]
public sealed class TlsSpec(PublishedProgram program)
{
    private const string Password = "pass-of-pfx";
    private const string PasswordVariable = "Kestrel__Certificates__Default__Password";

    [Fact]
    public async Task Tls_comes_with_a_certificate_from_a_pair_of_files()
    {
        var data = new ScratchFolder();
        using var certificate = WritePair(data);
        await using var process = program.Start(
            data, Changes(), $"--Kestrel:Certificates:Default:Path={data.File("cert.pem")}",
            $"--Kestrel:Certificates:Default:KeyPath={data.File("key.pem")}");
        var addresses = await process.AddressesAsync();
        using var client = ClientThatTrusts(certificate, addresses[0]);

        Assert.All(addresses, address => Assert.Equal("https", address.Scheme));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => new HttpClient().GetAsync(new Uri(addresses[0], "/health")));
    }

    [Fact]
    public async Task Tls_finds_files_that_are_named_from_the_current_folder()
    {
        var data = new ScratchFolder();
        using var certificate = WritePair(data);
        await using var process = program.StartCommand(
            data, Changes(), "sh", "-c",
            $"cd '{data.Path}' && exec dotnet '{program.Program}' --Kestrel:Certificates:Default:Path=cert.pem "
            + "--Kestrel:Certificates:Default:KeyPath=key.pem");
        using var client = ClientThatTrusts(certificate, await process.FirstAddressAsync());

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task Tls_takes_a_pfx_with_a_password_and_never_prints_it()
    {
        var data = new ScratchFolder();
        using var certificate = WritePfx(data);
        await using var process = program.Start(
            data, Changes(Password), "--LOG_LEVEL=DEBUG", "--Logging:LogLevel:Default=Trace",
            $"--Kestrel:Certificates:Default:Path={data.File("cert.pfx")}");
        using var client = ClientThatTrusts(certificate, await process.FirstAddressAsync());

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health")).StatusCode);
        Assert.DoesNotContain(Password, process.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_a_missing_certificate_stop_the_start_with_a_sentence()
    {
        var data = new ScratchFolder();
        using var certificate = WritePfx(data);
        await using var wrong = program.Start(
            data, Changes("wrong-pass"), $"--Kestrel:Certificates:Default:Path={data.File("cert.pfx")}");
        await using var none = program.Start(Changes());

        var refused = await wrong.EndAsync();
        var missing = await none.EndAsync();

        Assert.Equal((1, 1), (refused.ExitCode, missing.ExitCode));
        Assert.Contains("cannot be read", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-pass", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("there is no certificate", missing.Errors, StringComparison.Ordinal);
    }

    // Only a user whom the system does not know has no home without the variable, as the one of the image outside of it:
    // the server refuses to start for that one and starts for any other, and for neither does it end with a stack trace.
    [Fact]
    public async Task A_user_without_a_home_gets_a_sentence_and_no_stack_trace()
    {
        var data = new ScratchFolder();
        using var certificate = WritePair(data);
        var homeless = new Dictionary<string, string?>(Changes()) { ["HOME"] = null };
        await using var process = program.Start(
            data, homeless, $"--Kestrel:Certificates:Default:Path={data.File("cert.pem")}",
            $"--Kestrel:Certificates:Default:KeyPath={data.File("key.pem")}");

        var fault = await Record.ExceptionAsync(process.AddressesAsync);

        if (fault is not null)
            Assert.Matches($@"^larder: The certificate {data.File("cert.pem")} cannot be used: .*\. Set HOME to a folder, be it empty\.
$", process.Everything);
        Assert.DoesNotContain("Unhandled", process.Everything, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Changes(string? password = null) => new(LocalServer.Changes)
    {
        ["ASPNETCORE_URLS"] = "https://127.0.0.1:0",
        [PasswordVariable] = password,
    };

    private static HttpClient ClientThatTrusts(X509Certificate2 certificate, Uri address) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, sent, _, _) => sent!.GetCertHashString() == certificate.GetCertHashString(),
        },
    })
    {
        BaseAddress = address,
    };

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }

    private static X509Certificate2 WritePair(ScratchFolder folder)
    {
        var certificate = NewCertificate();
        File.WriteAllText(folder.File("cert.pem"), certificate.ExportCertificatePem(), Encoding.ASCII);
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(folder.File("key.pem"), key.ExportPkcs8PrivateKeyPem(), Encoding.ASCII);
        return certificate;
    }

    private static X509Certificate2 WritePfx(ScratchFolder folder)
    {
        var certificate = NewCertificate();
        File.WriteAllBytes(folder.File("cert.pfx"), certificate.Export(X509ContentType.Pfx, Password));
        return certificate;
    }
}
