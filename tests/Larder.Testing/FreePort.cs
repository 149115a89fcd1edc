using System.Net;
using System.Net.Sockets;

namespace Larder.Testing;

/// <summary>Ports of this machine on which nobody listens.</summary>
public static class FreePort
{
    private const int StartAttemptsMax = 3;

    /// <summary>A port that was free a moment ago.</summary>
    public static int Find()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Starts something on a free port, and on another when it does not start there, and returns the port.</summary>
    /// <remarks>Between finding a free port and listening on it somebody else may take it.</remarks>
    public static async Task<int> StartOnAsync(Func<int, Task> start)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = Find();
            try
            {
                await start(port);
                return port;
            }
            catch (TestFailedException) when (attempt < StartAttemptsMax)
            {
                // Another port, then.
            }
        }
    }
}
