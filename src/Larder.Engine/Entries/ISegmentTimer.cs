namespace Larder.Engine.Entries;

/// <summary>Watches the earliest deadline of whole queue segments, so that expiry costs no bytes per entry.</summary>
/// <remarks>Called under the policy lock only.</remarks>
internal interface ISegmentTimer
{
    /// <summary>Watches the segment for its <see cref="QueueSegment.Earliest"/>, which was set or brought forward.</summary>
    void Schedule(QueueSegment segment);

    /// <summary>Forgets the segment; harmless when it is not watched.</summary>
    void Cancel(QueueSegment segment);
}
