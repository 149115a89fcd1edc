using System.Buffers;
using System.Text;
using Larder.Testing;
using Larder.Testing.Tiers;
using Larder.Tests.Hosting;
using Larder.Tiers;
using Microsoft.Extensions.Logging;

namespace Larder.Tests.Tiers;

/// <summary>A guard around a faulty tier around a fake one, on a manual clock, with its log.</summary>
internal sealed class GuardUnderTest : IAsyncDisposable
{
    internal GuardUnderTest(TierGuardSettings? settings = null)
    {
        Fake = new FakeTier(Clock);
        Faulty = new FaultyTier(Fake, Clock);
        Settings = (settings ?? new TierGuardSettings()) with { Time = Clock };
        Guard = new GuardedTier("cache", Faulty, Settings, Log.CreateLogger("tier"));
        Guard.StateChanged = States.Add;
    }

    internal ManualClock Clock { get; } = new();

    internal FakeTier Fake { get; }

    internal FaultyTier Faulty { get; }

    internal TierGuardSettings Settings { get; }

    internal GuardedTier Guard { get; }

    internal LineCollector Log { get; } = new();

    internal List<TierState> States { get; } = [];

    internal static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>What a read came to: the text, "nothing", or why there was no answer.</summary>
    internal async Task<string> ReadAsync(
        string key, TierPatience patience = TierPatience.Hard, CancellationToken cancellationToken = default)
    {
        using var read = await Guard.GetAsync(key, patience, cancellationToken);
        return !read.IsAnswered ? read.Outcome.ToString() : read.Entry.Found ? Encoding.UTF8.GetString(read.Bytes.Span) : "nothing";
    }

    /// <summary>Makes the tier fail until it is left alone.</summary>
    internal async Task GoDownAsync()
    {
        Faulty.Always = TierFault.Throws;
        while (Guard.Health.State == TierState.Up)
        {
            await EndAsync(ReadAsync("key"));
        }

        Faulty.Always = TierFault.None;
    }

    /// <summary>Lets a call come to its end, by as many rests as it takes. It must not hang.</summary>
    internal async Task<T> EndAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            await Eventually.IsTrue("the call rests or ends", () => call.IsCompleted || IsResting);
            if (!call.IsCompleted)
            {
                Clock.SetUtcNow(Clock.NextDue!.Value);
            }
        }

        return await call;
    }

    private bool IsResting => Clock.NextDue - Clock.GetUtcNow() <= Settings.RetryDelay;

    public ValueTask DisposeAsync() => Guard.DisposeAsync();
}
