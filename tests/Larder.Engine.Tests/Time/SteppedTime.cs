namespace Larder.Engine.Tests.Time;

/// <summary>A provider that stands still at a stamp of any frequency until the test moves it.</summary>
internal sealed class SteppedTime(long frequency) : TimeProvider
{
    internal long Stamp { get; set; }

    public override long TimestampFrequency { get; } = frequency;

    public override long GetTimestamp() => Stamp;
}
