using System.Text;

namespace Larder.Cli.Load;

/// <summary>The keys of a load: random UUIDs, as the source project's load uses them, the same for the same seed.</summary>
internal sealed class KeySet
{
    private const int GuidBytes = 16;
    private readonly byte[][] _keys;

    public KeySet(int count, int seed)
    {
        var random = new Random(seed);
        Span<byte> bytes = stackalloc byte[GuidBytes];
        _keys = new byte[count][];

        for (var i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            _keys[i] = Encoding.ASCII.GetBytes(new Guid(bytes).ToString());
        }
    }

    public int Count => _keys.Length;

    /// <summary>Letters, digits and dashes, which need no escape in JSON or in a path.</summary>
    public ReadOnlySpan<byte> this[int key] => _keys[key];
}
