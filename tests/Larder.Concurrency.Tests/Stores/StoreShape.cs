namespace Larder.Concurrency.Tests.Stores;

/// <summary>One kind of store: the types it holds and what its entries carry.</summary>
public sealed record StoreShape(KeyKind Keys, ValueKind Values, TermsKind Terms)
{
    /// <summary>Every kind of key with every kind of value, on the given terms.</summary>
    internal static IEnumerable<StoreShape> AllWith(TermsKind terms) =>
        from keys in Enum.GetValues<KeyKind>()
        from values in Enum.GetValues<ValueKind>()
        select new StoreShape(keys, values, terms);

    public override string ToString() => $"{Keys} to {Values}, {Terms}";
}
