using System.Net;
using System.Net.Sockets;

namespace Larder.Cli.Tests;

/// <summary>An address at which nobody listens.</summary>
internal static class FreePort
{
    public static string Address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }
}
