using Larder.Engine.Entries;
using Larder.Engine.Expiry;
using Larder.Engine.Tests.Entries;

namespace Larder.Engine.Tests.Expiry;

/// <summary>Retires what is due at its time, as a store would, and remembers it.</summary>
internal sealed class RecordingSink : IExpirySink
{
    internal long Now { get; set; }

    internal List<TestNode> Expired { get; } = [];

    internal int Offers { get; private set; }

    public bool Expire(EntryNode node)
    {
        Offers++;
        if (!node.IsRetired)
        {
            if (node.Deadline > Now)
            {
                return false;
            }

            var expired = (TestNode)node;
            expired.Retire();
            Expired.Add(expired);
        }

        return true;
    }
}
