namespace Larder.Concurrency.Tests.Interleavings;

/// <summary>A lock between model threads.</summary>
/// <remarks>
/// Taking it is one step with what follows, letting it go is one step with what came before; readers without the lock
/// cannot tell that from taking and letting go at steps of their own.
/// </remarks>
internal sealed class ModelLock
{
    internal bool IsHeld { get; private set; }

    /// <summary>A step that waits for the lock.</summary>
    internal Step Take(string name) => new(name, () => !IsHeld, () => IsHeld = true);

    /// <summary>Takes the lock if it is free; part of the step under way.</summary>
    internal bool TryTake()
    {
        var wasFree = !IsHeld;
        IsHeld = true;
        return wasFree;
    }

    internal void LetGo() => IsHeld = IsHeld
        ? false
        : throw new ModelViolationException("A lock was let go that nobody held.");
}
