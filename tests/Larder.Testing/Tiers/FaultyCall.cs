namespace Larder.Testing.Tiers;

/// <summary>What a call of a <see cref="FaultyTier"/> is about, for the faults that do not befall all.</summary>
internal enum FaultyCall
{
    /// <summary>It changes nothing.</summary>
    Read,

    /// <summary>It keeps something.</summary>
    Write,

    /// <summary>It takes something away.</summary>
    Remove,
}
