namespace Larder;

/// <summary>In which execution context a factory runs.</summary>
public enum FactoryContext
{
    /// <summary>In that of the caller that needed the value first. Refreshes in the background always run detached.</summary>
    Flow = 0,

    /// <summary>In none: it sees no request, no activity and no <see cref="AsyncLocal{T}"/> value of any caller.</summary>
    Detach = 1,
}
