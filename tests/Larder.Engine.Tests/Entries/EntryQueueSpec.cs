using Larder.Engine.Entries;

namespace Larder.Engine.Tests.Entries;

public sealed class EntryQueueSpec
{
    private readonly EntryQueue _queue = new(new SegmentPool(), timer: null, weighted: false);

    [Fact]
    public void Entries_leave_in_the_order_they_came_across_many_segments()
    {
        var nodes = Fill(_queue, 1000);

        var left = Drain(_queue);

        Assert.Equal(nodes, left);
        Assert.Equal(0, _queue.Count);
        _queue.AssertInvariants();
    }

    [Fact]
    public void A_queue_used_a_little_at_a_time_matches_a_list_model()
    {
        var random = new Random(17);
        var model = new Queue<TestNode>();

        for (var step = 0; step < 20_000; step++)
        {
            if (random.Next(2) == 0)
            {
                var node = new TestNode(step);
                _queue.Enqueue(node);
                model.Enqueue(node);
            }
            else
            {
                Assert.Same(model.TryDequeue(out var expected) ? expected : null, _queue.Dequeue());
            }
        }

        Assert.Equal(model.Count, _queue.Count);
        _queue.AssertInvariants();
    }

    // A writer retires entries without the policy lock: also the one that the policy has just seen at the front.
    [Theory]
    [InlineData(2)]
    [InlineData(200)]
    public void What_was_shown_is_taken_though_it_was_retired_since_and_nothing_else_is(int entries)
    {
        var nodes = Fill(_queue, entries);
        Assert.Same(nodes[0], _queue.Peek());
        nodes[0].Retire();

        _queue.Take(nodes[0]);

        Assert.Equal(entries - 1, _queue.AssertInvariants());
        Assert.Equal(nodes.Skip(1), Drain(_queue));
    }

    [Fact]
    public void Retired_entries_are_dropped_on_the_way_to_the_front()
    {
        var nodes = Fill(_queue, 200);
        foreach (var node in nodes.Where(node => node.Key % 3 != 0))
        {
            node.Retire();
        }

        var left = Drain(_queue);

        Assert.Equal(nodes.Where(node => node.Key % 3 == 0), left);
        _queue.AssertInvariants();
    }

    [Fact]
    public void One_call_passes_over_a_bounded_number_of_retired_entries()
    {
        var nodes = Fill(_queue, (EntryQueue.MaxSkipped * 2) + 1);
        foreach (var node in nodes.SkipLast(1))
        {
            node.Retire();
        }

        Assert.Null(_queue.Dequeue());
        Assert.Equal(EntryQueue.MaxSkipped + 1, _queue.Count);
        Assert.Null(_queue.Dequeue());
        Assert.Same(nodes[^1], _queue.Dequeue());
    }

    [Fact]
    public void A_look_at_the_front_takes_nothing()
    {
        var nodes = Fill(_queue, 3);
        nodes[0].Retire();

        Assert.Same(nodes[1], _queue.Peek());
        Assert.Same(nodes[1], _queue.Peek());

        Assert.Equal(2, _queue.Count);
    }

    [Fact]
    public void Compaction_in_steps_drops_the_retired_and_keeps_the_order()
    {
        var nodes = Fill(_queue, 5000);
        var random = new Random(3);
        foreach (var node in nodes.Where(_ => random.Next(10) != 0))
        {
            node.Retire();
        }

        var living = nodes.Where(node => !node.IsRetired).ToList();
        var dropped = 0;
        for (var call = 0; call < 200; call++)
        {
            dropped += _queue.Compact(maxSegments: 1);
            _queue.AssertInvariants();
        }

        Assert.Equal(5000 - living.Count, dropped);
        Assert.Equal(living.Count, _queue.Count);
        Assert.Equal(living, _queue.Nodes());
    }

    [Fact]
    public void Compaction_merges_sparse_segments()
    {
        var nodes = Fill(_queue, QueueSegment.Size * 8);
        foreach (var node in nodes.Where(node => node.Key % QueueSegment.Size != 0))
        {
            node.Retire();
        }

        _queue.Compact(maxSegments: 8);

        Assert.Equal(1, _queue.SegmentCount);
        Assert.Equal(nodes.Where(node => !node.IsRetired), _queue.Nodes());
        _queue.AssertInvariants();
    }

    [Fact]
    public void Weight_is_the_sum_of_what_is_queued()
    {
        var queue = new EntryQueue(new SegmentPool(), timer: null, weighted: true);
        queue.Enqueue(new TestNode(1, weight: 10));
        queue.Enqueue(new TestNode(2, weight: 0));
        queue.Enqueue(new TestNode(3, weight: 5));

        queue.Dequeue();

        Assert.Equal(5, queue.Weight);
        Assert.Equal(2, queue.Count);
        queue.AssertInvariants();
    }

    [Fact]
    public void A_cleared_queue_is_empty_and_can_be_used_again()
    {
        Fill(_queue, 1000);

        _queue.Clear();
        var nodes = Fill(_queue, 10);

        Assert.Equal(nodes, Drain(_queue));
        _queue.AssertInvariants();
    }

    [Fact]
    public void A_steady_state_allocates_nothing()
    {
        var nodes = Fill(_queue, 1000);
        for (var warm = 0; warm < 5000; warm++)
        {
            _queue.Enqueue(_queue.Dequeue()!);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 5000; step++)
        {
            _queue.Enqueue(_queue.Dequeue()!);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(nodes.Count, _queue.Count);
    }

    private static List<TestNode> Fill(EntryQueue queue, int count)
    {
        var nodes = Enumerable.Range(0, count).Select(key => new TestNode(key)).ToList();
        nodes.ForEach(queue.Enqueue);
        return nodes;
    }

    private static List<EntryNode> Drain(EntryQueue queue)
    {
        var left = new List<EntryNode>();
        while (queue.Dequeue() is { } node)
        {
            left.Add(node);
        }

        return left;
    }
}
