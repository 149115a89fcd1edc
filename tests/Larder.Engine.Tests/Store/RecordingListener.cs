namespace Larder.Engine.Tests.Store;

/// <summary>Writes down what it hears; then does what the test wants done.</summary>
internal sealed class RecordingListener<TKey, TValue> : IRemovalListener<TKey, TValue>
{
    private readonly Lock _gate = new();
    private readonly List<(TKey Key, TValue Value, RemovalCause Cause)> _heard = [];

    internal Action<TKey, TValue, RemovalCause> Then { get; set; } = (_, _, _) => { };

    internal IReadOnlyList<(TKey Key, TValue Value, RemovalCause Cause)> Heard
    {
        get
        {
            lock (_gate)
            {
                return [.. _heard];
            }
        }
    }

    public void OnRemoved(TKey key, TValue value, RemovalCause cause)
    {
        lock (_gate)
        {
            _heard.Add((key, value, cause));
        }

        Then(key, value, cause);
    }
}
