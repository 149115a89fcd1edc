using System.Net;
using System.Net.Sockets;
using Larder.Engine;
using Larder.Engine.Store;

namespace Larder.AspNetCore.Security;

/// <summary>Counts the requests of clients against a <see cref="RateLimit"/>, in memory that is bounded.</summary>
/// <remarks>
/// Invariants. A bucket leaves when it has been full for a while, or when there are more clients than the limit says, the
/// quietest first. Who is forgotten early begins with a full bucket: the price of the bound, paid to whoever commands more
/// addresses than are remembered.
/// </remarks>
internal sealed class RateLimiter : IDisposable
{
    private static readonly TimeSpan ShortestMemory = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestMemory = TimeSpan.FromDays(1);

    private readonly MemoryStore<Guid, TokenBucket> _buckets;
    private readonly TimeProvider _time;
    private readonly EntryOptions _kept;
    private readonly long _perToken;
    private readonly int _burst;

    internal RateLimiter(RateLimit limit, TimeProvider time)
    {
        _time = time;
        _burst = limit.Burst;
        _perToken = Math.Max(1, (long)(time.TimestampFrequency / limit.PerSecond));
        _kept = new EntryOptions { Sliding = UntilFull(limit) };
        _buckets = new MemoryStore<Guid, TokenBucket>(new StoreOptions
        {
            Capacity = limit.Clients,
            Eviction = EvictionPolicy.Lru,
            Statistics = false,
            Time = time,
            MemoryPressure = MemoryPressureOptions.Off,
        });
    }

    /// <summary>How many clients are remembered.</summary>
    internal long Count => _buckets.Count;

    /// <summary>By what a client without a key is known.</summary>
    internal static Guid ClientOf(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        if (address is null)
            return new Guid(bytes);
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            bytes[8..].Clear();
        else
            bytes[15] = 4; // no address of IPv6 ends so, once its lower half is cleared
        return new Guid(bytes);
    }

    /// <summary>Takes a token of a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="wait">How long until there is one, when there is none.</param>
    internal bool TryTake(Guid client, out TimeSpan wait)
    {
        if (!_buckets.TryGet(client, out var bucket))
            bucket = _buckets.GetOrAdd(client, 0, static (_, _) => new TokenBucket(), _kept);

        var taken = bucket.TryTake(_time.GetTimestamp(), _perToken, _burst, out var ticks);
        wait = taken ? TimeSpan.Zero : TimeSpan.FromSeconds((double)ticks / _time.TimestampFrequency);
        return taken;
    }

    public void Dispose() => _buckets.Dispose();

    private static TimeSpan UntilFull(RateLimit limit)
    {
        var full = TimeSpan.FromSeconds(Math.Min(limit.Burst / limit.PerSecond, LongestMemory.TotalSeconds));
        return full < ShortestMemory ? ShortestMemory : full;
    }
}
