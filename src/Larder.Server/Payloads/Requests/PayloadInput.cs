using System.Buffers;

namespace Larder.Server.Payloads.Requests;

/// <summary>
/// The two lists as they were sent, in one rented run of characters: a known payload is recognised without making a
/// string of any item.
/// </summary>
internal sealed class PayloadInput : IDisposable
{
    public const string Name1 = "list_1";
    public const string Name2 = "list_2";

    private char[] _characters;
    private int _used;

    /// <param name="characters">How many characters the items can have together.</param>
    public PayloadInput(int characters) => _characters = ArrayPool<char>.Shared.Rent(Math.Max(1, characters));

    public ItemList List1 { get; } = new(Name1);

    public ItemList List2 { get; } = new(Name2);

    /// <summary>The characters of both lists together.</summary>
    public int CharacterCount => List1.CharacterCount + List2.CharacterCount;

    public ReadOnlySpan<char> Item(ItemList list, int index) => _characters.AsSpan(list[index]);

    /// <summary>Begins a list, or begins it anew.</summary>
    public void Restart(ItemList list) => list.Restart(_used);

    /// <summary>Room for the characters of the next item.</summary>
    public Span<char> Rest() => _characters.AsSpan(_used);

    /// <summary>Adds the item whose characters were written to <see cref="Rest"/>.</summary>
    public void Add(ItemList list, int length)
    {
        if (list.Add(_used + length))
            _used += length;
    }

    public void Dispose()
    {
        if (_characters.Length > 0)
            ArrayPool<char>.Shared.Return(_characters);
        _characters = [];
        List1.Dispose();
        List2.Dispose();
    }
}
