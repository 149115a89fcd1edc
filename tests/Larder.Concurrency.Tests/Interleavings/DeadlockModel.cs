namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>Two threads that take two locks, in one order or in opposite ones.</summary>
internal sealed class DeadlockModel(bool sameOrder) : Model
{
    private readonly ModelLock _left = new();
    private readonly ModelLock _right = new();

    internal override IEnumerable<ModelThread> Threads() =>
    [
        new("first", TakeBoth(_left, _right)),
        new("second", sameOrder ? TakeBoth(_left, _right) : TakeBoth(_right, _left)),
    ];

    private static IEnumerable<Step> TakeBoth(ModelLock one, ModelLock other)
    {
        yield return one.Take("takes one lock");
        yield return other.Take("takes the other lock");
        other.LetGo();
        one.LetGo();
    }
}
