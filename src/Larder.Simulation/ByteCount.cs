namespace Larder.Simulation;

/// <summary>The bytes asked for in a weighted run, and those the store answered.</summary>
/// <param name="Requested">The sizes of all requests, added up.</param>
/// <param name="Hit">The sizes of the requests that hit, added up.</param>
public readonly record struct ByteCount(long Requested, long Hit)
{
    /// <summary>Bytes hit by bytes requested, from 0 to 1; 0 when nothing was requested.</summary>
    public double HitRate => Requested == 0 ? 0 : (double)Hit / Requested;
}
