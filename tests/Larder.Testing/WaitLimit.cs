namespace Larder.Testing;

/// <summary>How long a test tool waits before it calls a wait hopeless.</summary>
/// <remarks>
/// A limit is there so that a test fails with a name instead of hanging; it never decides whether a test passes.
/// So it is far longer than any healthy wait, on a machine however busy.
/// </remarks>
public static class WaitLimit
{
    /// <summary>The limit of one wait at a gate, a rendezvous or a step.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(60);

    /// <summary>The limit of a whole team of threads, which may work for long.</summary>
    public static readonly TimeSpan Team = TimeSpan.FromMinutes(10);
}
