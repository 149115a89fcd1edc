namespace Larder.Concurrency.Tests.Stores;

/// <summary>The type of the values of a store under test: each is published by the store in another way.</summary>
public enum ValueKind
{
    /// <summary>Objects, overwritten in place.</summary>
    Reference,

    /// <summary>Structs of 32 bytes, which no single instruction writes.</summary>
    Large,

    /// <summary>Whole numbers of 64 bits, overwritten in place.</summary>
    Number,

    /// <summary>Structs of 8 bytes, which are not overwritten in place although an instruction could.</summary>
    Pair,
}
