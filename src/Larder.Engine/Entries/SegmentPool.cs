namespace Larder.Engine.Entries;

/// <summary>What the queues of one policy share: a few empty segments, so that a steady state allocates nothing.</summary>
/// <remarks>Used under the policy lock only.</remarks>
internal sealed class SegmentPool
{
    /// <summary>The most segments kept: what moves between the queues of a policy in one go, and little memory.</summary>
    internal const int MaxKept = 16;

    /// <summary>How many entries the queues that share this pool hold together; kept by the queues.</summary>
    internal int QueuedCount;

    private QueueSegment? _free;
    private int _kept;

    internal QueueSegment Rent()
    {
        if (_free is not { } segment)
        {
            return new QueueSegment();
        }

        _free = segment.Next;
        _kept--;
        segment.Next = null;
        return segment;
    }

    internal void Return(QueueSegment segment)
    {
        segment.Reset();

        if (_kept < MaxKept)
        {
            segment.Next = _free;
            _free = segment;
            _kept++;
        }
    }
}
