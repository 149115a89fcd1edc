using Larder.Engine.Entries;

namespace Larder.Engine.Maintenance;

/// <summary>What maintenance asks of the store, which alone knows keys, values and listeners.</summary>
internal interface IMaintenanceSink
{
    /// <summary>The number of living entries.</summary>
    long Count { get; }

    /// <summary>Takes an entry out of the table; false when it had left by itself. Called under the policy lock.</summary>
    bool TryTakeOut(EntryNode node, RemovalCause cause);

    /// <summary>Takes an entry out if its deadline has passed by now; false otherwise. Called under the policy lock.</summary>
    bool TryTakeOutExpired(EntryNode node);

    /// <summary>Empties the table, ending every entry and flight. Called under the policy lock.</summary>
    /// <returns>The weight that went.</returns>
    long TakeOutEverything();

    /// <summary>Tells the listeners what was taken out. Called with no lock held.</summary>
    void TellListeners();
}
