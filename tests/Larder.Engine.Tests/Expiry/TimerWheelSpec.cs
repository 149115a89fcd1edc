using Larder.Engine.Entries;
using Larder.Engine.Expiry;
using Larder.Engine.Tests.Entries;

namespace Larder.Engine.Tests.Expiry;

public sealed class TimerWheelSpec
{
    private const long Resolution = 100;

    private readonly RecordingSink _sink = new();
    private readonly TimerWheel _wheel = new(now: 0, Resolution);
    private readonly EntryQueue _queue;

    public TimerWheelSpec() => _queue = new EntryQueue(new SegmentPool(), _wheel, weighted: false);

    [Fact]
    public void Nothing_timed_means_nothing_due()
    {
        _queue.Enqueue(new TestNode(1));

        Assert.Equal(EntryNode.Never, _wheel.NextDue);
        Assert.False(AdvanceTo(long.MaxValue / 2));
        Assert.Equal(1, _queue.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(6_400)]
    [InlineData(6_401)]
    [InlineData(1_000_000)]
    [InlineData(123_456_789_012)]
    [InlineData(long.MaxValue / 3)]
    public void An_entry_expires_within_one_resolution_of_its_deadline_and_never_before(long deadline)
    {
        _queue.Enqueue(TestNode.Timed(1, deadline));

        AdvanceTo(deadline - 1);
        var before = _sink.Expired.Count;
        AdvanceTo(deadline + Resolution);

        Assert.Equal(0, before);
        Assert.Single(_sink.Expired);
        Assert.Equal(0, _queue.Count);
        Assert.Equal(EntryNode.Never, _wheel.NextDue);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_deadlines_and_steps_match_a_sorted_list(int seed)
    {
        var random = new Random(seed);
        var living = new HashSet<TestNode>();
        var now = 0L;

        for (var step = 0; step < 2000; step++)
        {
            for (var writes = random.Next(20); writes > 0; writes--)
            {
                var node = random.Next(4) == 0
                    ? new TestNode(step)
                    : TestNode.Timed(step, now + (long)Math.Pow(10, random.NextDouble() * 7));
                _queue.Enqueue(node);
                living.Add(node);
            }

            now += (long)Math.Pow(10, random.NextDouble() * 4.5);
            AdvanceTo(now);

            Assert.All(_sink.Expired, node => Assert.True(node.DeadlineNow <= now));
            living.ExceptWith(_sink.Expired);
            _sink.Expired.Clear();
            Assert.All(living, node => Assert.True(node.DeadlineNow > now - Resolution));
            Assert.Equal(living.Count, _queue.Count);
        }

        _wheel.AssertInvariants();
        _queue.AssertInvariants();
    }

    [Fact]
    public void Next_due_leads_to_every_deadline_in_few_calls()
    {
        var random = new Random(4);
        for (var key = 0; key < 500; key++)
        {
            _queue.Enqueue(TestNode.Timed(key, random.NextInt64(1, 1_000_000_000)));
        }

        var wakes = 0;
        while (_wheel.NextDue is var due && due != EntryNode.Never)
        {
            wakes++;
            AdvanceTo(due);
        }

        Assert.Equal(500, _sink.Expired.Count);
        Assert.InRange(wakes, 1, 2000);
    }

    [Fact]
    public void One_call_looks_through_a_bounded_number_of_segments_and_says_that_more_is_due()
    {
        var count = QueueSegment.Size * TimerWheel.MaxSegmentsPerAdvance * 3;
        for (var key = 0; key < count; key++)
        {
            _queue.Enqueue(TestNode.Timed(key, 5000));
        }

        _sink.Now = 10_000;
        var calls = 1;
        while (_wheel.Advance(10_000, _sink))
        {
            calls++;
            Assert.InRange(_sink.Offers, 0, calls * QueueSegment.Size * TimerWheel.MaxSegmentsPerAdvance);
            _wheel.AssertInvariants();
        }

        Assert.InRange(calls, 3, 8);
        Assert.Equal(count, _sink.Expired.Count);
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void Work_that_was_left_over_is_done_although_new_entries_come_between()
    {
        var count = QueueSegment.Size * TimerWheel.MaxSegmentsPerAdvance * 4;
        for (var key = 0; key < count; key++)
        {
            _queue.Enqueue(TestNode.Timed(key, 640_000 + (key % 7000)));
        }

        _sink.Now = 700_000;
        while (_wheel.Advance(700_000, _sink))
        {
            _queue.Enqueue(TestNode.Timed(-1, 700_000 + 50_000));
            _queue.Enqueue(TestNode.Timed(-1, 640_100));
        }

        Assert.All(_queue.Nodes(), node => Assert.Equal(750_000, node.Deadline));
        _wheel.AssertInvariants();
    }

    [Fact]
    public void An_entry_that_slid_lives_on_and_is_watched_for_its_new_deadline()
    {
        var node = TestNode.Timed(1, 1000);
        _queue.Enqueue(node);
        node.DeadlineNow = 50_000;

        AdvanceTo(40_000);
        var before = _sink.Offers;
        AdvanceTo(50_100);

        Assert.Equal(0, before);
        Assert.Same(node, Assert.Single(_sink.Expired));
    }

    [Fact]
    public void An_entry_that_the_sink_lets_live_stays_queued_and_is_asked_about_again()
    {
        _queue.Enqueue(TestNode.Timed(1, 1000));
        _sink.Now = 0;
        _wheel.Advance(2000, _sink);
        var queued = _queue.Count;

        AdvanceTo(2200);

        Assert.Equal(1, queued);
        Assert.Single(_sink.Expired);
    }

    [Fact]
    public void An_entry_watched_for_an_earlier_deadline_expires_once_then()
    {
        var node = TestNode.Timed(1, 1_000_000);
        _queue.Enqueue(node);
        node.DeadlineNow = 2000;
        _wheel.Watch(node);

        AdvanceTo(2100);
        var expired = _sink.Expired.Count;
        AdvanceTo(2_000_000);

        Assert.Equal(1, expired);
        Assert.Single(_sink.Expired);
        Assert.Equal(0, _queue.Count);
        Assert.Equal(0, _wheel.WatchedCount);
    }

    [Fact]
    public void A_pinned_entry_is_watched_by_the_wheel_alone()
    {
        var node = new TestNode(1, EntryFlags.Timed | EntryFlags.Pinned, deadline: 3000);
        _wheel.Watch(node);

        AdvanceTo(3100);

        Assert.Same(node, Assert.Single(_sink.Expired));
        Assert.Equal(0, _wheel.WatchedCount);
    }

    [Fact]
    public void Retired_entries_are_dropped_without_being_offered()
    {
        var node = TestNode.Timed(1, 1000);
        _queue.Enqueue(node);
        node.Retire();

        AdvanceTo(1100);

        Assert.Equal(0, _sink.Offers);
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void Entries_that_move_on_to_another_queue_are_watched_there()
    {
        var other = new EntryQueue(new SegmentPool(), _wheel, weighted: false);
        for (var key = 0; key < 100; key++)
        {
            _queue.Enqueue(TestNode.Timed(key, 1000 + key));
        }

        while (_queue.Dequeue() is { } node)
        {
            other.Enqueue(node);
        }

        AdvanceTo(2000);

        Assert.Equal(100, _sink.Expired.Count);
        Assert.Equal(0, other.Count);
        _queue.AssertInvariants();
        other.AssertInvariants();
        _wheel.AssertInvariants();
    }

    [Fact]
    public void A_few_long_lived_entries_among_many_short_lived_ones_do_not_keep_a_segment_each()
    {
        for (var key = 0; key < 6400; key++)
        {
            _queue.Enqueue(TestNode.Timed(key, key % QueueSegment.Size == 0 ? 1_000_000 : 1000));
        }

        AdvanceTo(2000);

        Assert.Equal(100, _queue.Count);
        Assert.InRange(_queue.SegmentCount, 1, 8);
        _queue.AssertInvariants();
        _wheel.AssertInvariants();
    }

    [Fact]
    public void A_cleared_queue_leaves_nothing_to_watch()
    {
        _queue.Enqueue(TestNode.Timed(1, 1000));
        _wheel.Watch(TestNode.Timed(2, 1000));

        _queue.Clear();
        _wheel.Clear();

        Assert.Equal(EntryNode.Never, _wheel.NextDue);
        Assert.False(AdvanceTo(2000));
        _wheel.AssertInvariants();
    }

    private bool AdvanceTo(long now)
    {
        _sink.Now = now;
        var more = false;
        for (var call = 0; call < 10_000 && (more = _wheel.Advance(now, _sink)); call++)
        {
        }

        return more;
    }
}
