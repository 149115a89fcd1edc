using System.Buffers;
using System.Diagnostics;

namespace Larder.Server.Payloads.Requests;

/// <summary>
/// One list of a request: where each item ends in the characters that both lists share. Items beyond the limit are
/// counted and not kept.
/// </summary>
internal sealed class ItemList(string name) : IDisposable
{
    private const int FirstCapacity = 16;

    private int[] _ends = [];
    private int _start;
    private int _kept;

    /// <summary>The name of the member that holds the list.</summary>
    public string Name { get; } = name;

    /// <summary>How many items were sent.</summary>
    public int Count { get; private set; }

    /// <summary>Whether more items were sent than a payload may have.</summary>
    public bool IsTooLong => Count > PayloadLimits.ItemsMax;

    /// <summary>The characters from the first item to the last, in the buffer that both lists share.</summary>
    public int CharacterCount => _kept == 0 ? 0 : _ends[_kept - 1] - _start;

    /// <summary>Where the item lies in the characters.</summary>
    public Range this[int index]
    {
        get
        {
            Debug.Assert(index < _kept, "Only items that were kept have a place.");
            return (index == 0 ? _start : _ends[index - 1]).._ends[index];
        }
    }

    /// <summary>Forgets all items, because the member was sent again and the last one counts.</summary>
    public void Restart(int start)
    {
        _start = start;
        _kept = 0;
        Count = 0;
    }

    /// <summary>Adds an item that ends there; returns whether it is kept.</summary>
    public bool Add(int end)
    {
        Count++;
        if (IsTooLong)
            return false;

        if (_kept == _ends.Length)
            Grow();
        _ends[_kept++] = end;
        return true;
    }

    public void Dispose()
    {
        if (_ends.Length > 0)
            ArrayPool<int>.Shared.Return(_ends);
        _ends = [];
        _kept = 0;
    }

    private void Grow()
    {
        var grown = ArrayPool<int>.Shared.Rent(Math.Max(FirstCapacity, _ends.Length * 2));
        _ends.AsSpan(0, _kept).CopyTo(grown);
        if (_ends.Length > 0)
            ArrayPool<int>.Shared.Return(_ends);
        _ends = grown;
    }
}
