namespace Larder.Concurrency.Tests.Stores;

/// <summary>The type of the keys of a store under test.</summary>
public enum KeyKind
{
    /// <summary>Strings, each look-up by an instance of its own.</summary>
    Text,

    /// <summary>Whole numbers of 64 bits.</summary>
    Number,
}
