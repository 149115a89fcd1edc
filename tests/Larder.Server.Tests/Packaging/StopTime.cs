using Larder.Server.Configuration;

namespace Larder.Server.Tests.Packaging;

internal static class StopTime
{
    // What the host adds for all that is to be done once nothing is listened to any more.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>The longest that a server with these limits takes to stop, which whoever stops it has to wait for.</summary>
    public static TimeSpan LongestStop(this ServerLimits limits) => limits.DrainDelay + limits.DrainTimeout + Rest;
}
