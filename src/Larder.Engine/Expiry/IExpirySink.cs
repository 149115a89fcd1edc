using Larder.Engine.Entries;

namespace Larder.Engine.Expiry;

/// <summary>Takes entries whose time has come out of the store.</summary>
/// <remarks>Called under the policy lock. It may take the stripe lock of the entry, and must not come back to the wheel or
/// the policy.</remarks>
internal interface IExpirySink
{
    /// <summary>Takes the entry out of the table, when it is there and its deadline has passed.</summary>
    /// <returns>
    /// True when the entry is out of the table, now or since before; false when it lives on because its deadline was moved.
    /// </returns>
    bool Expire(EntryNode node);
}
