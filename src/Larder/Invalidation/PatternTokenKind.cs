namespace Larder.Invalidation;

/// <summary>What a part of a pattern stands for.</summary>
internal enum PatternTokenKind
{
    /// <summary>One character, itself.</summary>
    Literal = 0,

    /// <summary>Any one character: <c>?</c>.</summary>
    AnyOne = 1,

    /// <summary>Any characters, none included: <c>*</c>.</summary>
    AnyRun = 2,

    /// <summary>One character of a class, or one outside of it: <c>[…]</c>, <c>[^…]</c>.</summary>
    Class = 3,
}
